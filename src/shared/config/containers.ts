import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { projectServers } from "./dialects/claude.js";
import { DIALECTS } from "./dialects/index.js";
import { isComment } from "./entry-fields/rename.js";
import { looksLikeServer } from "./read-endpoint.js";

/** A place in a document that contains servers. */
export interface ServerContainer {
  readonly path: readonly string[];
  /** The servers, each with its position below `path`: its name, or its index in a list. */
  readonly entries: readonly { readonly key: string; readonly at: string | number; readonly value: Json }[];
  /** Whether the servers are stored by name, so that one can be added. */
  readonly byName: boolean;
  /** Whether the place contains other things, too. */
  readonly shared: boolean;
  /** Folder of a single project, if it is not the config's own. */
  readonly folder?: string;
}

/** Where documents have their servers: `mcpServers`, and the names that single clients use. */
export const PLACES: readonly (readonly string[])[] = [
  ...new Map(
    [["mcpServers"], ...DIALECTS.flatMap(({ containers = [] }) => containers)].map(
      (path) => [path.join("\n"), path] as const,
    ),
  ).values(),
  ["mcp", "mcpServers"],
  ["augment.advanced", "mcpServers"],
];
/** Objects that also contain other things, so an entry has to look like a server. */
const SHARED: ReadonlySet<string> = new Set(["mcp", "extensions"]);

/** Returns the places in `document` that contain servers, in order of precedence. */
export function findContainers(document: JsonObject): readonly ServerContainer[] {
  const found = PLACES.flatMap((path) => containerAt(path, valueAt(document, path)) ?? []);
  const projects = projectServers(document).map(({ keys: path, folder, servers }): ServerContainer => ({
    ...named(path, servers),
    folder,
  }));
  const all = [...found, ...projects];
  if (all.length > 0) return all;
  const bare = Object.entries(document).filter((member) => looksLikeServer(member[1]));
  if (bare.length === 0 || isAbout(document)) return [];
  return [{ ...named([], Object.fromEntries(bare)), shared: true }];
}

/**
 * Whether a document describes one thing: a package, a bundle, a server of a registry. The URL of its `author` or `repository`
 * is not that of a server.
 */
function isAbout(document: JsonObject): boolean {
  return Object.entries(document).some(
    ([name, value]) => name !== "$schema" && !isComment(name, value) && typeof value === "string",
  );
}

function containerAt(path: readonly string[], value: Json | undefined): ServerContainer | undefined {
  if (Array.isArray(value)) return listed(path, value as readonly Json[]);
  if (!isJsonObject(value) || looksLikeServer(value)) return undefined;
  if (path.length !== 1 || !SHARED.has(path[0] ?? "")) return named(path, value);
  const servers = Object.entries(value).filter(([, entry]) => isEntry(entry));
  return servers.length === 0 ? undefined : { ...named(path, Object.fromEntries(servers)), shared: true };
}

function named(path: readonly string[], servers: JsonObject): ServerContainer {
  const entries = Object.entries(servers).map(([key, value]) => ({ key, at: key, value }));
  return { path, entries, byName: true, shared: false };
}

/** Servers in a list carry their names. */
function listed(path: readonly string[], items: readonly Json[]): ServerContainer | undefined {
  if (!items.some(isJsonObject)) return undefined;
  const entries = items.map((value, at) => {
    const name = isJsonObject(value) ? value["name"] : undefined;
    return { key: typeof name === "string" && name !== "" ? name : `server-${at + 1}`, at, value };
  });
  return { path, entries, byName: false, shared: false };
}

/** Whether a member of a shared object is an entry, valid or not. */
function isEntry(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { type, enabled, config } = value;
  return (
    looksLikeServer(value) || typeof type === "string" || typeof enabled === "boolean" || isJsonObject(config)
  );
}

function valueAt(document: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    document,
  );
}

/** Removes the servers from `document`, and outer objects that become empty. */
export function withoutServers(document: JsonObject, containers: readonly ServerContainer[]): JsonObject {
  return containers.reduce<JsonObject>((rest, { path, shared, entries }) => {
    if (!shared) return without(rest, path);
    return entries.reduce((left, { key }) => without(left, [...path, key]), rest);
  }, document);
}

function without(object: JsonObject, [key, ...below]: readonly string[]): JsonObject {
  if (key === undefined || !Object.hasOwn(object, key)) return object;
  const value = object[key];
  const others = Object.entries(object).filter(([name]) => name !== key);
  if (below.length === 0 || !isJsonObject(value)) return Object.fromEntries(others);
  const kept = without(value, below);
  if (Object.keys(kept).length === 0) return Object.fromEntries(others);
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, name === key ? kept : each]));
}
