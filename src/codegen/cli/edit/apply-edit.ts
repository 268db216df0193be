import { editConfigText, type ServerEdit } from "../../../shared/config/edit/edit-config-text.js";
import { readConfigText } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";
import { ConfigInvalidError, ConfigUnreadableError } from "../../config/usage-error.js";
import { writeConfig } from "../../config/write-config.js";
import type { ConfigToEdit } from "./config-to-edit.js";

/**
 * Adds or removes one server in a config. The new text is parsed before it is written; if it does not parse, the file
 * is left unchanged.
 *
 * @throws {ConfigInvalidError | ConfigUnreadableError | ConfigUnwritableError} nothing was written
 */
export async function applyEdit({ path, text }: ConfigToEdit, edit: ServerEdit): Promise<void> {
  const options = { path, platform: process.platform };
  const before = text.trim() === "" ? undefined : await readConfigText(text, options);
  const broken =
    before?.faults.filter(
      ({ pointer, line }) => pointer === "" && line !== undefined && before.servers.length === 0,
    ) ?? [];
  if (broken.some(({ message }) => /not valid|not an object|nested/.test(message)))
    throw new ConfigInvalidError(path, broken);
  let edited: string;
  try {
    edited = await editConfigText(text, path, edit);
  } catch (cause) {
    throw cannot(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const { servers } = await readConfigText(edited, options);
  const isThere = servers.some(({ key }) => key === edit.key);
  if (isThere !== (edit.kind === "add")) throw cannot(path, "the change cannot be read back");
  await writeConfig(path, edited);
}

function cannot(path: string, why: string, cause?: unknown): ConfigUnreadableError {
  return new ConfigUnreadableError(
    `${show(path, 1_000)} cannot be changed: ${show(why)}.`,
    "Change it by hand.",
    cause,
  );
}
