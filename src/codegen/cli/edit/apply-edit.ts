import { editConfigText, type ServerEdit } from "../../../shared/config/edit/edit-config-text.js";
import { type ParsedConfig, readConfigText } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";
import { readBeside } from "../../config/find-servers.js";
import { ConfigInvalidError, ConfigUnreadableError } from "../../config/usage-error.js";
import { writeConfig } from "../../config/write-config.js";
import type { ConfigToEdit } from "./config-to-edit.js";
import { damageOf } from "./damage-of.js";

/**
 * Adds or removes one server in a config. The new text is read before it is written, as its client reads it: if it does not
 * parse, or if any other server would be lost, the file is left unchanged.
 *
 * @returns the new config
 * @throws {ConfigInvalidError | ConfigUnreadableError | ConfigUnwritableError} nothing was written
 */
export async function applyEdit({ path, text }: ConfigToEdit, edit: ServerEdit): Promise<ParsedConfig> {
  const options = { path, platform: process.platform };
  const read = async (source: string): Promise<ParsedConfig> =>
    await readConfigText(source, { ...options, beside: readBeside });
  if (text.trim() !== "") {
    const broken = misshapen(await readConfigText(text, options));
    if (broken.length > 0) throw new ConfigInvalidError(path, broken);
  }
  let edited: string;
  try {
    edited = await editConfigText(text, path, edit);
  } catch (cause) {
    throw cannot(path, cause instanceof Error ? cause.message : String(cause), "Change it by hand.", cause);
  }
  const config = await read(edited);
  const damage = damageOf(text.trim() === "" ? undefined : await read(text), config, edit);
  if (damage !== undefined) throw cannot(path, damage.message, damage.hint);
  await writeConfig(path, edited);
  return config;
}

/** The faults of a config that has no room for servers: broken syntax, or something else in their place. */
function misshapen({ servers, faults }: ParsedConfig): ParsedConfig["faults"] {
  if (servers.length > 0) return [];
  return faults.filter(
    ({ pointer, line, message }) =>
      line !== undefined &&
      ((pointer === "" && /not valid|not an object|nested/.test(message)) ||
        (pointer === "/mcpServers" && /not an object|another file/.test(message))),
  );
}

function cannot(path: string, why: string, hint: string, cause?: unknown): ConfigUnreadableError {
  return new ConfigUnreadableError(`${show(path, 1_000)} cannot be changed: ${show(why)}.`, hint, cause);
}
