import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { show } from "../text/show.js";
import type { ParsedConfig, ServerEntry } from "./entry.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { looksLikeServer } from "./read-endpoint.js";
import { readEntry } from "./read-entry.js";
import { workspaceFolderOf } from "./workspace-folder.js";

/** Where servers stand in a document: `mcpServers`, VS Code's `servers`, its settings' `mcp.servers`, Zed's `context_servers`. */
const CONTAINERS: readonly (readonly string[])[] = [
  ["mcpServers"],
  ["servers"],
  ["mcp", "servers"],
  ["context_servers"],
];

/** A place in a document that holds servers by key. */
export interface ServerContainer {
  readonly path: readonly string[];
  readonly servers: JsonObject;
}

/**
 * Reads a config in any of the dialects in use: `{ mcpServers }`, VS Code's `{ servers }`, or servers bare at the root.
 *
 * A bad entry costs that entry and becomes a fault with its JSON pointer; nothing throws. Variables stay as
 * written: see `resolveEntry`.
 */
export function parseConfig(value: unknown, options: { readonly path?: string } = {}): ParsedConfig {
  const origin = options.path === undefined ? {} : { path: options.path };
  const place = options.path === undefined ? {} : { folder: workspaceFolderOf(options.path) };
  if (!isJsonObject(value)) {
    const fault = {
      pointer: "",
      message: "The config is not an object.",
      hint: 'Write { "mcpServers": { … } }.',
    };
    return { ...origin, servers: [], faults: [fault], rejected: {}, rest: {} };
  }
  const containers = findContainers(value);
  const servers: ServerEntry[] = [];
  const faults: ConfigFault[] = [...misshapen(value)];
  const rejected: [string, Json][] = [];
  const seen = new Set<string>();
  for (const container of containers) {
    for (const [key, raw] of Object.entries(container.servers)) {
      const pointer = pointerTo("", ...container.path, key);
      const read = seen.has(key) ? { faults: [duplicate(key, pointer)] } : readEntry(key, raw, pointer);
      seen.add(key);
      faults.push(...read.faults);
      if (read.entry === undefined) rejected.push([key, raw]);
      else servers.push({ ...read.entry, ...place });
    }
  }
  if (seen.size === 0 && faults.length === 0) faults.push(noServers(containers[0]));
  return {
    ...origin,
    servers,
    faults,
    rejected: Object.fromEntries(rejected),
    rest: withoutContainers(value, containers),
  };
}

/** The places of `document` that hold servers, in the order in which they count. */
export function findContainers(document: JsonObject): readonly ServerContainer[] {
  const found = CONTAINERS.flatMap((path) => {
    const servers = path.reduce<Json | undefined>(
      (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      document,
    );
    return isJsonObject(servers) && !looksLikeServer(servers) ? [{ path, servers }] : [];
  });
  if (found.length > 0) return found;
  const bare = Object.entries(document).filter(([, value]) => looksLikeServer(value));
  return bare.length === 0 ? [] : [{ path: [], servers: Object.fromEntries(bare) }];
}

function misshapen(document: JsonObject): readonly ConfigFault[] {
  const servers = Object.hasOwn(document, "mcpServers") ? document["mcpServers"] : undefined;
  if (servers === undefined || isJsonObject(servers)) return [];
  const hint = "Write the servers by name, each an object.";
  return [{ pointer: "/mcpServers", message: '"mcpServers" is not an object.', hint }];
}

function duplicate(key: string, pointer: string): ConfigFault {
  return {
    pointer,
    server: key,
    message: `Server "${show(key)}" is defined twice.`,
    hint: "Rename or remove one.",
  };
}

function noServers(container: ServerContainer | undefined): ConfigFault {
  const hint = 'Add one: { "mcpServers": { "name": { "command": … } } }, or "url" for a remote server.';
  return {
    pointer: pointerTo("", ...(container?.path ?? [])),
    message: "No MCP servers defined in the config.",
    hint,
  };
}

function withoutContainers(document: JsonObject, containers: readonly ServerContainer[]): JsonObject {
  return containers.reduce<JsonObject>((rest, { path, servers }) => {
    const gone = path.length === 0 ? Object.keys(servers) : path;
    return path.length <= 1 ? omit(rest, gone) : replaceIn(rest, path);
  }, document);
}

function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** `object` without the member at a path of two keys; an outer object that this empties goes too. */
function replaceIn(object: JsonObject, [outer, inner]: readonly string[]): JsonObject {
  if (outer === undefined || inner === undefined) return object;
  const kept = omit(object[outer] as JsonObject, [inner]);
  const others = omit(object, [outer]);
  return Object.keys(kept).length === 0 ? others : { ...others, [outer]: kept };
}
