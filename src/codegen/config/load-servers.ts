import { relative, resolve } from "node:path";
import { type ParsedConfig, readConfigText } from "../../shared/config/index.js";
import { show } from "../../shared/text/show.js";
import { discover, SERVER_FILES } from "./discover.js";
import { readConfigFile } from "./json-file.js";
import { closest } from "../../shared/text/suggest.js";
import { ConfigInvalidError, ConfigNotFoundError } from "./usage-error.js";

/** The file with `mcpServers`, read. */
export interface LoadedServers {
  /** Absolute. */
  readonly path: string;
  /** Found by searching, not named by the user. */
  readonly discovered: boolean;
  readonly config: ParsedConfig;
}

/**
 * Reads the servers from `named` (absolute), or from the nearest known file at or above `cwd`.
 *
 * @throws {ConfigNotFoundError | ConfigUnreadableError} when there is nothing to read.
 * @throws {ConfigInvalidError} when not one of its servers can be used.
 */
export async function loadServers(
  named: string | undefined,
  cwd: string,
  commands: readonly string[] = [],
): Promise<LoadedServers> {
  const path = named ?? (await find(cwd));
  const text = await readConfigFile(path, hintFor(path, cwd, commands));
  const config = await readConfigText(text, { path, platform: process.platform });
  if (config.servers.length === 0) throw new ConfigInvalidError(path, config.faults);
  return { path, discovered: named === undefined, config };
}

async function find(cwd: string): Promise<string> {
  const { path, top, foreign } = await discover(cwd, SERVER_FILES);
  if (path !== undefined) return path;
  const passedOver = foreign
    .map((file) => ` ${show(file, 1_000)} belongs to another user and was not taken.`)
    .join("");
  throw new ConfigNotFoundError(
    `No config found: no ${SERVER_FILES.join(", ")} from ${show(resolve(cwd), 1_000)} up to ${show(top, 1_000)}.${passedOver}`,
    "Name one: fmcp-codegen path/to/mcp.json -o src/mcp",
  );
}

/** A word that is no file may have been meant as a command. */
function hintFor(path: string, cwd: string, commands: readonly string[]): string {
  const word = relative(cwd, path);
  const command = /^[a-z]+$/i.test(word) ? closest(word, commands) : undefined;
  return command === undefined ? "Check the path of the config." : `Did you mean the command "${command}"?`;
}
