import { homedir } from "node:os";
import { dialectNamed } from "../../../shared/config/dialects/index.js";
import {
  fieldsOf,
  type ParsedConfig,
  readConfigText,
  type ServerEntry,
} from "../../../shared/config/index.js";
import { clientFiles } from "../../config/client-files.js";
import { findServers, readBeside } from "../../config/find-servers.js";
import { readConfigFile } from "../../config/json-file.js";
import { loadServers } from "../../config/load-servers.js";

/** A server of some client, and where it was found. */
export interface KnownServer {
  readonly entry: ServerEntry;
  /** Absolute path of the file. */
  readonly path: string;
  /** Name of the client that the file belongs to. */
  readonly client: string;
  /** Whether the file is in the project rather than the home folder. */
  readonly ofProject: boolean;
}

/**
 * Finds the servers of the config the user named, else of every client with a file in the project or the home folder, the
 * project first. The same server in two clients counts once.
 */
export async function knownServers(named: string | undefined, cwd: string): Promise<readonly KnownServer[]> {
  if (named !== undefined) {
    const { path, config } = await loadServers(named, { cwd });
    return distinct(serversOf(path, config, true));
  }
  const { found } = await findServers(cwd);
  const project = found.flatMap(({ path, config }) => serversOf(path, config, true));
  const home = await Promise.all(
    clientFiles(homedir()).map(async ({ path }) => {
      const text = await readConfigFile(path, "").catch(() => "");
      const options = {
        path,
        platform: process.platform,
        project: cwd,
        userHome: homedir(),
        beside: readBeside,
      };
      return serversOf(path, await readConfigText(text, options), false);
    }),
  );
  return distinct([...project, ...home.flat()]);
}

function serversOf(path: string, config: ParsedConfig, ofProject: boolean): readonly KnownServer[] {
  const client = dialectNamed(config.dialect ?? "mcp")?.title ?? "mcp.json";
  return config.servers
    .filter(({ disabled }) => !disabled)
    .map((entry) => ({ entry, path, client, ofProject }));
}

function distinct(servers: readonly KnownServer[]): readonly KnownServer[] {
  const seen = new Set<string>();
  return servers.filter(({ entry }) => {
    const text = JSON.stringify([entry.key, fieldsOf(entry)]);
    return seen.size < seen.add(text).size;
  });
}
