import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { DIALECTS } from "../../shared/config/dialects/index.js";
import {
  decodeText,
  isTrusted,
  ownerOfFile,
  type ParsedConfig,
  readConfigText,
  trustedReader,
} from "../../shared/config/index.js";
import { ancestors } from "../package/nearest-file.js";

/** A config that was found, and its contents. */
export interface FoundConfig {
  /** Absolute. */
  readonly path: string;
  readonly config: ParsedConfig;
}

/** The result of a search upwards. */
export interface ServerSearch {
  /** The configs of the nearest folder that has any, in order of precedence. Empty if there is none. */
  readonly found: readonly FoundConfig[];
  /** The last folder searched: the root of the repository, or of the file system. */
  readonly top: string;
  /** Files skipped because they belong to another user, who could make us run commands. */
  readonly foreign: readonly string[];
}

/** Files that have to be named: they describe a server to be published, or many projects have one for other purposes. */
const NAMED_ONLY: ReadonlySet<string> = new Set(["manifest.json", "server.json"]);

/** Where clients store the servers of a project, in the order in which a folder is searched. */
export const SERVER_FILES: readonly string[] = DIALECTS.flatMap(({ project }) => project).filter(
  (file) => !NAMED_ONLY.has(file),
);

/**
 * Finds the configs with servers in `from` or the nearest folder above it that has one. The search ends at the root of the
 * repository (the folder with `.git`): what lies above a project is not part of it, and a config is code that will be run.
 *
 * @param home where clients store the user's choices about the project's servers
 */
export async function findServers(from: string, home: string = homedir()): Promise<ServerSearch> {
  const foreign: string[] = [];
  const empty: FoundConfig[] = [];
  let top = resolve(from);
  for (const folder of ancestors(top)) {
    top = folder;
    const found: FoundConfig[] = [];
    for (const path of await candidates(folder)) {
      const owner = await ownerOfFile(path, { stat });
      if (owner === undefined) continue;
      if (!isTrusted(owner)) foreign.push(path);
      else await readInto(path, home, found, empty);
    }
    if (found.length > 0) return { found: found.sort(usableFirst), top, foreign };
    if (existsSync(join(folder, ".git"))) break;
  }
  return { found: empty.slice(0, 1), top, foreign };
}

/**
 * Reads a config into `found`, or into `empty` if it has no servers: such a config is used only if there is no other. A
 * client's settings file without servers is not a config.
 */
async function readInto(
  path: string,
  home: string,
  found: FoundConfig[],
  empty: FoundConfig[],
): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return;
  const config = await readConfigText(decodeText(bytes), {
    path,
    platform: process.platform,
    beside: readBeside,
    home,
  });
  const isEmpty =
    config.servers.length === 0 && config.faults.every(({ message }) => /^No MCP servers/.test(message));
  if (!isEmpty) found.push({ path, config });
  else if (basename(path).includes("mcp")) empty.push({ path, config });
}

function usableFirst(a: FoundConfig, b: FoundConfig): number {
  return Number(b.config.servers.length > 0) - Number(a.config.servers.length > 0);
}

async function candidates(folder: string): Promise<readonly string[]> {
  const lists = SERVER_FILES.map(async (file): Promise<readonly string[]> => {
    if (!file.includes("*")) return [join(folder, file)];
    const ending = basename(file).replace("*", "");
    const names = await readdir(join(folder, dirname(file))).catch(() => []);
    return names
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(folder, dirname(file), name));
  });
  return [...new Set((await Promise.all(lists)).flat())];
}

/** Reads a file that belongs to a config, unless another user owns it. */
export const readBeside = trustedReader({ stat, readFile });
