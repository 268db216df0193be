import { mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import type { ParsedConfig } from "../../shared/config/entry.js";
import type { ConfigPatch } from "../../shared/config/update-config.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { describeFaults } from "./describe-faults.js";

/**
 * Reads a config file of any dialect, and the files that its client keeps next to it; skips those that belong to another user.
 * Invalid entries are reported as faults; an unreadable file is an error.
 *
 * @throws ConfigurationError
 */
export async function loadConfigFile(path: string): Promise<ParsedConfig> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const [{ readConfigText }, { trustedReader }] = await Promise.all([
    import("../../shared/config/read-config-text.js"),
    import("../../shared/config/trusted-file.js"),
  ]);
  const beside = trustedReader({ stat, readFile });
  return readConfigText(bytes, {
    path: resolve(path),
    platform: process.platform,
    userHome: homedir(),
    beside,
  });
}

/**
 * Writes a config as `mcpServers`, replacing the whole file; creates missing folders. Encoding and symbolic links stay.
 *
 * @throws ConfigurationError it cannot be written, or a server has values from a secrets file (fast-agent), which must not be
 * copied to another file
 */
export async function saveConfigFile(
  path: string,
  config: Pick<ParsedConfig, "servers" | "rejected" | "rest">,
): Promise<void> {
  const secret = config.servers.find(({ secretsFrom }) => secretsFrom !== undefined);
  if (secret?.secretsFrom !== undefined)
    throw new ConfigurationError(
      `Server ${show(secret.key)} holds values of ${show(secret.secretsFrom)}, which would be written into ${show(path)}. Run \`fmcp-codegen init\`, which writes variables in their place.`,
      { server: secret.key },
    );
  const { serializeConfig } = await import("../../shared/config/serialize-config.js");
  await replaceFile(path, serializeConfig(config));
}

/**
 * Merges `patch` into the servers of a config file, or creates the file. Keeps everything that the patch does not name: unknown
 * fields, comments, order, indentation, encoding, symbolic links. The first servers of a file go where its client reads them.
 *
 * @throws ConfigurationError the file is not JSON; it is not changed
 */
export async function updateConfigFile(path: string, patch: ConfigPatch): Promise<void> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return new Uint8Array();
    throw unreadable(path, cause);
  });
  const [{ readDocument }, { updateConfigText }, { isJsonObject }, { decodeText }, { placeOfServers }] =
    await Promise.all([
      import("../../shared/config/parse-text.js"),
      import("../../shared/config/update-config.js"),
      import("../../shared/json/json.js"),
      import("../../shared/config/formats/encoding.js"),
      import("../../shared/config/edit/place-of-servers.js"),
    ]);
  const text = decodeText(bytes);
  const { value, faults } = readDocument(text);
  const broken = faults.filter((fault) => fault.pointer === "");
  if (broken.length > 0) throw new ConfigurationError(describeFaults(broken, path));
  if (value !== undefined && !isJsonObject(value))
    throw new ConfigurationError(`${show(path)} is not a config: it is not an object. Correct it.`);
  await replaceFile(path, updateConfigText(text, patch, placeOfServers(value ?? {}, path)));
}

const FILES = { mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile, dirname, resolve };

async function replaceFile(path: string, text: string): Promise<void> {
  const { replaceConfig } = await import("../../shared/config/edit/replace-config.js");
  try {
    await replaceConfig(path, text, FILES, process.pid);
  } catch (cause) {
    throw new ConfigurationError(`${show(path)} cannot be written: ${show(reason(cause))}.`, { cause });
  }
}

function unreadable(path: string, cause: unknown): ConfigurationError {
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  const why = missing ? "it does not exist" : show(reason(cause));
  return new ConfigurationError(`The config ${show(path)} cannot be read: ${why}. Correct the path.`, {
    cause,
  });
}
