import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ConfigFault,
  type ParsedConfig,
  parseConfig,
  type ServerEntry,
} from "../../shared/config/index.js";
import { loadServers } from "../config/load-servers.js";
import { ConfigInvalidError } from "../config/usage-error.js";

/**
 * Where servers come from: the path of a config file, a config in any dialect such as `{ mcpServers }`, a parsed config, or
 * some of its entries.
 */
export type ConfigSource = string | URL | ParsedConfig | readonly ServerEntry[] | object;

/** The servers of a source that can be used, and the faults of the others. */
export interface SourcedServers {
  readonly entries: readonly ServerEntry[];
  readonly faults: readonly ConfigFault[];
  /** Absolute path of the file they were read from. */
  readonly path?: string;
}

/**
 * Reads a source. Servers that it disables are left out.
 *
 * @throws {ConfigNotFoundError | ConfigUnreadableError} if there is nothing to read
 * @throws {ConfigInvalidError} if none of its servers can be used
 */
export async function serversOfSource(source: ConfigSource): Promise<SourcedServers> {
  if (isEntries(source)) return { entries: source.filter(isEnabled), faults: [] };
  const { path, servers, faults } = await configOfSource(source);
  const entries = servers.filter(isEnabled);
  if (entries.length === 0 && faults.length > 0) throw new ConfigInvalidError(path ?? "config", faults);
  return { entries, faults, ...(path !== undefined && { path }) };
}

async function configOfSource(source: Exclude<ConfigSource, readonly ServerEntry[]>): Promise<ParsedConfig> {
  if (typeof source === "string" || source instanceof URL) {
    const path = source instanceof URL ? fileURLToPath(source) : resolve(source);
    return { ...(await loadServers(path, { cwd: process.cwd() })).config, path };
  }
  return isParsed(source) ? source : parseConfig(source);
}

function isEntries(source: ConfigSource): source is readonly ServerEntry[] {
  return Array.isArray(source);
}

/** In the dialects that call their servers `servers`, the value is not an array. */
function isParsed(source: object): source is ParsedConfig {
  const { servers, faults } = source as Partial<ParsedConfig>;
  return Array.isArray(servers) && Array.isArray(faults);
}

function isEnabled({ disabled }: ServerEntry): boolean {
  return !disabled;
}
