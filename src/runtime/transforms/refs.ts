import { pointerKeys, pointerTo } from "../../shared/config/fault.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { mapEntries, objectAt } from "./schema-parts.js";
import type { ArgumentTransform } from "./tool-transform.js";

/** Keywords that contain data, not schemas. */
const DATA = new Set(["default", "const", "enum", "examples"]);
/** Keywords that map names to schemas. */
const BY_NAME = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);

/** Returns the target of a reference within the document; `undefined` if it is elsewhere or does not exist. */
export function referredTo(document: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith("#/")) return undefined;
  return ref
    .slice(2)
    .split("/")
    .map(decoded)
    .reduce<Json | undefined>(
      (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      document,
    );
}

/** Redirects `$ref`s to properties to their new places; hidden properties move to `$defs`. */
export function redirectRefs(
  schema: JsonObject,
  transforms: ReadonlyMap<string, ArgumentTransform>,
  hidden: readonly (readonly [string, Json])[],
): JsonObject {
  const places = new Map<string, string>();
  const defs = objectAt(schema, "$defs");
  const added: [string, Json][] = [];
  for (const [name, transform] of transforms)
    if (transform.name !== undefined) places.set(name, pointerTo("#/properties", transform.name));
  for (const [name, property] of hidden) {
    let key = name;
    while (Object.hasOwn(defs, key)) key = `${key}_`;
    added.push([key, property]);
    places.set(name, pointerTo("#/$defs", key));
  }
  const used = new Set<string>();
  const walk = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isJsonObject(node)) return node;
    return mapEntries(node, (key, value) => {
      if (BY_NAME.has(key) && isJsonObject(value))
        return [key, mapEntries(value, (name, below) => [name, walk(below)])];
      if (key !== "$ref" || typeof value !== "string") return [key, DATA.has(key) ? value : walk(value)];
      const [root, properties, name, ...rest] = value.split("/");
      const original = root === "#" && properties === "properties" ? decoded(name ?? "") : undefined;
      const place = original === undefined ? undefined : places.get(original);
      if (place === undefined || original === undefined) return [key, value];
      used.add(original);
      return [key, [place, ...rest].join("/")];
    });
  };
  const result = walk(schema) as JsonObject;
  const needed = added.filter((_, i) => used.has(hidden[i]![0]));
  return needed.length === 0
    ? result
    : { ...result, $defs: { ...objectAt(result, "$defs"), ...Object.fromEntries(needed) } };
}

/** Decodes one step of a JSON pointer in a URI fragment (RFC 6901, section 6). */
function decoded(token: string): string {
  try {
    return pointerKeys(`/${decodeURIComponent(token)}`)[0] ?? "";
  } catch {
    return token;
  }
}
