import type { ParsedConfig, ServerEntry } from "../../shared/config/entry.js";
import { parseConfig } from "../../shared/config/parse-config.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { LazyTarget } from "../backend/backend-target.js";
import { describeFaults } from "../config/describe-faults.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { InferOptions } from "../transport/infer-target.js";
import type { ClientTarget } from "../transport/client-target.js";
import { viewOf } from "../transforms/server-view.js";

/** A server in a config, not connected. */
export interface DeclaredServer {
  readonly name: string;
  readonly target: ClientTarget | LazyTarget;
}

/**
 * Returns the servers of a config in order, without the disabled ones. A config in code may contain any target: a server in
 * memory, a URL, a transport. A server whose entry has a fault is among them and fails when it connects, as one with a missing
 * variable does.
 *
 * @throws {ConfigurationError} for a config without usable servers, and for faults of no single server, each with its position
 */
export function declaredServers(config: unknown, options: InferOptions): readonly DeclaredServer[] {
  const { parsed, targets, order } = isParsed(config)
    ? { parsed: config, targets: [], order: [] }
    : parts(config);
  const { faults, path } = parsed;
  const failed = new Map<string, ConfigurationError>();
  for (const server of new Set(faults.map((fault) => fault.server))) {
    const own = describeFaults(
      faults.filter((fault) => fault.server === server),
      path,
    );
    if (server === undefined) throw new ConfigurationError(describeFaults(faults, path));
    failed.set(server, new ConfigurationError(own, { server }));
  }
  const entries = parsed.servers.filter(({ disabled, key }) => !disabled && !failed.has(key));
  const usable = entries.flatMap((entry) => {
    try {
      return [declared(entry, parsed, options)];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      failed.set(entry.key, error);
      return [];
    }
  });
  const working = [...usable, ...targets];
  const [first, ...others] = failed.values();
  if (working.length === 0 && first !== undefined)
    throw others.length === 0
      ? first
      : new ConfigurationError([first, ...others].map(({ message }) => message).join("\n"), {
          server: first.server,
        });
  if (working.length === 0)
    throw new ConfigurationError("No MCP servers defined in the config: every one is disabled. Enable one.");
  const broken = [...failed].map(([name, error]) => failing(name, error));
  return [...working, ...broken].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function failing(name: string, error: ConfigurationError): DeclaredServer {
  return { name, target: new LazyTarget(name, () => Promise.reject(error)) };
}

/** Returns one server for `addServer`: an entry as in a config, or any target. @throws {ConfigurationError} */
export function declaredServer(name: string, target: ClientTarget, options: InferOptions): DeclaredServer {
  if (!isJsonEntry(target)) return { name, target };
  const parsed = parseConfig({ mcpServers: { [name]: target } });
  const [entry] = parsed.servers;
  if (entry === undefined) throw new ConfigurationError(describeFaults(parsed.faults), { server: name });
  return declared({ ...entry, disabled: false }, parsed, options);
}

function declared(
  entry: ServerEntry,
  { path, warnings }: ParsedConfig,
  options: InferOptions,
): DeclaredServer {
  // Reports faults of its transforms that can be found without the server.
  viewOf(entry);
  const config = {
    ...(path !== undefined && { path }),
    servers: [entry],
    faults: [],
    ...(warnings !== undefined && { warnings }),
    rejected: {},
    rest: {},
  };
  const resolve = async () => {
    // Variables are resolved when it connects, so that a missing one affects only this server.
    const { serversOf } = await import("../transport/infer-target.js");
    return serversOf(config, options)[0]!;
  };
  return { name: entry.key, target: new LazyTarget(entry.key, resolve) };
}

/** Splits a config in code into entries as in a file, and targets that no file can contain. */
function parts(config: unknown): {
  readonly parsed: ParsedConfig;
  readonly targets: readonly DeclaredServer[];
  readonly order: readonly string[];
} {
  const servers =
    isJsonObject(config) && Object.hasOwn(config, "mcpServers") ? config["mcpServers"] : undefined;
  const members = isJsonObject(servers) ? Object.entries(servers) : [];
  const order = members.map(([name]) => name);
  const targets = members
    .filter(([, value]) => isTarget(value))
    .map(([name, target]) => ({ name, target: target as unknown as ClientTarget }));
  if (targets.length === 0) return { parsed: parseConfig(config), targets, order };
  const entries = members.filter(([, value]) => !isTarget(value));
  const nothing = { servers: [], faults: [], rejected: {}, rest: {} };
  return {
    parsed: entries.length === 0 ? nothing : parseConfig({ mcpServers: Object.fromEntries(entries) }),
    targets,
    order,
  };
}

/** Whether a value is a target that no JSON file can contain. */
function isTarget(value: unknown): boolean {
  if (typeof value === "function") return true;
  return isJsonObject(value) && !isJsonEntry(value);
}

function isJsonEntry(value: unknown): value is JsonObject {
  return isJsonObject(value) && isJson(value, 0);
}

function isJson(value: unknown, depth: number): boolean {
  if (typeof value === "function") return false;
  if (typeof value !== "object" || value === null || depth > 16) return true;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isJson(item, depth + 1));
}

function isParsed(value: unknown): value is ParsedConfig {
  const { servers, faults, rejected } = value as Partial<ParsedConfig>;
  return Array.isArray(servers) && Array.isArray(faults) && rejected !== undefined;
}
