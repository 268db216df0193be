import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { findContainers, type ServerContainer } from "./containers.js";
import { readDocument } from "./parse-text.js";
import {
  applyTextEdits,
  insertItem,
  insertMember,
  removeMember,
  replaceNode,
  styleOf,
  type TextEdit,
  type TextStyle,
} from "./text-edits.js";

/** Changes to servers by key: an object is merged into the entry (RFC 7396), `null` removes the server. */
export type ConfigPatch = Readonly<Record<string, JsonObject | null>>;

/**
 * Merges `patch` into the servers of a config, each at its place; a new server is added to the first place with servers, or to
 * a new `mcpServers`. Keeps everything that the patch does not name.
 */
export function updateConfig(config: JsonObject, patch: ConfigPatch): JsonObject {
  return edits(config, patch).reduce<Json>(
    (document, { path, value }) => setIn(document, path, value),
    config,
  ) as JsonObject;
}

/**
 * Like `updateConfig`, but on text: keeps comments, order and indentation of what does not change. An empty string is an empty
 * config.
 *
 * @param place where to add the first server if the document has none
 */
export function updateConfigText(
  text: string,
  patch: ConfigPatch,
  place: readonly string[] = ["mcpServers"],
): string {
  const { value } = readDocument(text);
  const document = isJsonObject(value) ? value : {};
  const body = isJsonObject(value) ? text : "{}\n";
  const style = styleOf(body);
  return edits(document, patch, place).reduce(
    (updated, edit) => applyTextEdits(updated, editText(updated, edit, style)),
    body,
  );
}

/** Applies one edit at a time, since each finds its place in the text that the previous ones left. */
function editText(text: string, { path, value }: Edit, style: TextStyle): readonly TextEdit[] {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const node = tree && findNodeAtLocation(tree, [...path]);
  if (value === undefined) {
    const gone = node?.parent?.type === "property" ? node.parent : node;
    return gone === undefined ? [] : removeMember(text, gone);
  }
  if (node !== undefined) return replaceNode(text, node, value, style);
  // The nearest existing parent gets the missing part, nested.
  for (let depth = path.length - 1; tree !== undefined && depth >= 0; depth--) {
    const [key, ...rest] = path.slice(depth);
    const parent = depth === 0 ? tree : findNodeAtLocation(tree, path.slice(0, depth));
    if (parent === undefined || key === undefined) continue;
    const nested = rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
    if (parent.type === "array") return insertItem(text, parent, nested, style);
    if (parent.type !== "object" || typeof key === "number") continue;
    return insertMember(text, parent, key, nested, style);
  }
  return [];
}

interface Edit {
  readonly path: readonly (string | number)[];
  /** `undefined`: remove it. */
  readonly value: Json | undefined;
}

function edits(
  document: JsonObject,
  patch: ConfigPatch,
  fallback: readonly string[] = ["mcpServers"],
): readonly Edit[] {
  const containers = findContainers(document);
  return Object.entries(patch).flatMap(([key, change]) => {
    // A server in the places of two clients is removed from both.
    if (change === null) return containers.flatMap((container) => removals(container, key));
    const holder = containers.find(({ entries }) => entries.some((entry) => entry.key === key));
    const held = holder?.entries.find((entry) => entry.key === key);
    if (holder !== undefined && held !== undefined)
      return changes([...holder.path, held.at], held.value, change);
    const place = containers[0] ?? { path: fallback, byName: true, entries: [] };
    if (place.byName) return changes([...place.path, key], undefined, change);
    const named = isJsonObject(change) ? { name: key, ...change } : change;
    return changes([...place.path, place.entries.length], undefined, named);
  });
}

function removals({ path, entries }: ServerContainer, key: string): readonly Edit[] {
  return entries
    .filter((entry) => entry.key === key)
    .map(({ at }) => ({ path: [...path, at], value: undefined }));
}

/** Converts a merge patch (RFC 7396) to edits of the smallest values that differ. */
function changes(
  path: readonly (string | number)[],
  current: Json | undefined,
  patch: Json,
): readonly Edit[] {
  if (patch === null) return current === undefined ? [] : [{ path, value: undefined }];
  if (!isJsonObject(patch)) return [{ path, value: patch }];
  if (!isJsonObject(current)) return [{ path, value: withoutNulls(patch) }];
  return Object.entries(patch).flatMap(([key, value]) =>
    changes([...path, key], Object.hasOwn(current, key) ? current[key] : undefined, value),
  );
}

function withoutNulls(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)])) as JsonObject;
}

function setIn(target: Json, [key, ...rest]: readonly (string | number)[], value: Json | undefined): Json {
  if (key === undefined) return value ?? null;
  if (typeof key === "number") {
    const items = Array.isArray(target) ? (target as readonly Json[]) : [];
    const next = rest.length === 0 ? value : setIn(items[key] ?? {}, rest, value);
    return next === undefined ? items.toSpliced(key, 1) : items.toSpliced(key, 1, next);
  }
  const members = new Map(Object.entries(isJsonObject(target) ? target : {}));
  const next = rest.length === 0 ? value : setIn(members.get(key) ?? {}, rest, value);
  if (next === undefined) members.delete(key);
  else members.set(key, next);
  return Object.fromEntries(members) as JsonObject;
}
