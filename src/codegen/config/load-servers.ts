import { homedir } from "node:os";
import { join, relative, resolve } from "node:path";
import { type ParsedConfig, readConfigText, updateConfigText } from "../../shared/config/index.js";
import { pointerTo } from "../../shared/config/fault.js";
import { show } from "../../shared/text/show.js";
import { closest } from "../../shared/text/suggest.js";
import { clientFile } from "./client-files.js";
import { findServers, type FoundConfig, readBeside } from "./find-servers.js";
import { readConfigFile } from "./json-file.js";
import { freeIn, withoutLiteralSecrets } from "./literal-secrets.js";
import { targetOf } from "./targets/target-word.js";
import { ConfigInvalidError, ConfigNotFoundError } from "./usage-error.js";

/** The file with `mcpServers`, parsed. */
export interface LoadedServers {
  /** Absolute. */
  readonly path: string;
  /** Found by searching, not named by the user. */
  readonly discovered: boolean;
  /** Other configs found beside it and not used. */
  readonly others?: readonly FoundConfig[];
  /** The user named a server directly: its key, and the new text of `path` by which code finds it there. */
  readonly target?: {
    readonly key: string;
    readonly text: string;
    /** Names of the variables that `text` has in place of the secrets that the user wrote. */
    readonly variables: readonly string[];
  };
  readonly config: ParsedConfig;
}

const OTHERWISE = "Give its URL, package or command if that is not what you want.";

/** The context of the search for a config. */
export interface LoadContext {
  readonly cwd: string;
  /** Names of all commands, since a path that does not exist may be a mistyped command. */
  readonly commands?: readonly string[] | undefined;
  /** The folder whose `mcp.json` will contain a server that was named directly. Default: `cwd`. */
  readonly own?: string | undefined;
  /** Whether nothing is to be kept of a bundle that was named directly: it is unpacked into a folder that is removed. */
  readonly passing?: boolean | undefined;
  /** The home folder, for `--from` and for what clients store there about a project. Default: the user's. */
  readonly home?: string | undefined;
  /** Variables of this process. Secrets of a server that was named directly are set in it. Default: `process.env`. */
  readonly env?: Record<string, string | undefined>;
}

/**
 * Reads the servers from what the user named: a config file, a client (`--from`), or a server itself; or from the nearest
 * project file of any client at or above `cwd`.
 *
 * @throws {ConfigNotFoundError | ConfigUnreadableError | OptionInvalidError} if there is nothing to read
 * @throws {ConfigInvalidError} if none of its servers can be used
 */
export async function loadServers(named: string | undefined, context: LoadContext): Promise<LoadedServers> {
  const { cwd, home = homedir() } = context;
  if (named === undefined) return await discovered(cwd, home);
  const target = targetOf(named, cwd);
  if (target?.kind === "client") return await ofFile(clientFile(target.id, home), context);
  if (target === undefined) return await ofFile(resolve(cwd, named), context);
  const { entryOfTarget } = await import("./targets/target-entry.js");
  const { nameOfTarget } = await import("./targets/target-name.js");
  const own = context.own ?? cwd;
  const path = join(own, "mcp.json");
  const key = nameOfTarget(target);
  const notes: string[] = [];
  const scratch =
    context.passing === true ? (await import("./targets/scratch-folder.js")).scratchFolder : undefined;
  const note = (message: string): number => notes.push(message);
  const { env = process.env } = context;
  const made = await entryOfTarget(target, { folder: own, cwd, note, scratch });
  const { entry, secrets } = withoutLiteralSecrets(key, made, [], freeIn(env));
  // The config refers to them, and this run has to find them.
  Object.assign(env, secrets);
  const before = await readConfigFile(path, "").catch((error: unknown) => {
    if (error instanceof ConfigNotFoundError) return "";
    throw error;
  });
  const text = updateConfigText(before, { [key]: entry });
  const config = await readConfigText(text, { path, platform: process.platform });
  if (!config.servers.some((server) => server.key === key)) throw new ConfigInvalidError(path, config.faults);
  const said = notes.map((message) => ({
    pointer: pointerTo("/mcpServers", key),
    server: key,
    message,
    hint: OTHERWISE,
  }));
  const warnings = [...(config.warnings ?? []), ...said];
  const variables = Object.keys(secrets);
  return { path, discovered: false, target: { key, text, variables }, config: { ...config, warnings } };
}

async function ofFile(
  path: string,
  { cwd, commands = [], home = homedir() }: LoadContext,
): Promise<LoadedServers> {
  const text = await readConfigFile(path, hintFor(path, cwd, commands));
  const config = await readConfigText(text, {
    path,
    platform: process.platform,
    project: cwd,
    userHome: home,
    beside: readBeside,
    home,
  });
  if (config.servers.length === 0) throw new ConfigInvalidError(path, config.faults);
  return { path, discovered: false, config };
}

async function discovered(cwd: string, home: string): Promise<LoadedServers> {
  const { found, top, foreign } = await findServers(cwd, home);
  const [first, ...others] = found;
  if (first !== undefined) {
    const { path, config } = first;
    if (config.servers.length === 0) throw new ConfigInvalidError(path, config.faults);
    return { path, discovered: true, config, ...(others.length > 0 && { others }) };
  }
  const passedOver = foreign
    .map((file) => ` ${show(file, 1_000)} belongs to another user and was ignored.`)
    .join("");
  throw new ConfigNotFoundError(
    `No config found: no mcp.json, .mcp.json, .cursor/mcp.json, .vscode/mcp.json or other client's file from ${show(resolve(cwd), 1_000)} up to ${show(top, 1_000)}.${passedOver}`,
    "Name one: fmcp-codegen path/to/mcp.json -o src/mcp; or use the config of a client: --from cursor; or create one: fmcp-codegen init",
  );
}

/** A word that is not a file may have been meant as a command. */
function hintFor(path: string, cwd: string, commands: readonly string[]): string {
  const word = relative(cwd, path);
  const command = /^[a-z]+$/i.test(word) ? closest(word, commands) : undefined;
  return command === undefined ? "Check the path of the config." : `Did you mean the command "${command}"?`;
}
