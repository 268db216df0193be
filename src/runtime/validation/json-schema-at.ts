import { isJsonObject, type Json, type JsonObject, objectOf } from "../../shared/json/json.js";

/**
 * Moves a JSON Schema to `path` in a larger one: references within it are adjusted. If it may be moved again (`isMoved`), it
 * becomes a resource of its own instead (JSON Schema 2020-12 core, section 8.2.1), so that its references stay valid.
 */
export function jsonSchemaAt(
  schema: JsonObject,
  path: readonly (string | number)[],
  isMoved: boolean,
): JsonObject {
  if (path.length === 0 && !isMoved) return schema;
  const { $schema: dialect, ...own } = schema;
  // a part is read in the dialect of the whole, which is 2020-12 in zod
  const part = isOlder(dialect) ? (withPrefixItems(own) as JsonObject) : own;
  if (!refersToItself(part)) return part;
  if (isMoved) return { $id: `urn:fmcp:${digest(JSON.stringify(schema))}`, ...part };
  const base = path
    .map((step) => `/${encodeURIComponent(String(step).replace(/~/g, "~0").replace(/\//g, "~1"))}`)
    .join("");
  return moved(part, `#${base}`) as JsonObject;
}

/** Whether tuples are arrays of `items`, as up to 2019-09. */
function isOlder(dialect: Json | undefined): boolean {
  return typeof dialect === "string" && /draft-0[3-7]|2019-09/.test(dialect);
}

/** Converts the tuples in `schema` to 2020-12 (core, section 10.3.1). */
function withPrefixItems(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(withPrefixItems);
  if (!isJsonObject(schema)) return schema;
  const { items } = schema;
  // `dependencies` of a property that is called "items" are strings
  const isTuple = Array.isArray(items) && items.every((item) => typeof item !== "string");
  const members = Object.entries(schema).map(([key, value]): [string, Json] => {
    const name = isTuple ? (NEWER.get(key) ?? key) : key;
    return [name, DATA.has(key) ? value : withPrefixItems(value)];
  });
  return Object.fromEntries(members);
}

const NEWER: ReadonlyMap<string, string> = new Map([
  ["items", "prefixItems"],
  ["additionalItems", "items"],
]);

function refersToItself(schema: Json): boolean {
  if (Array.isArray(schema)) return (schema as readonly Json[]).some(refersToItself);
  if (!isJsonObject(schema)) return false;
  return isLocal(schema["$ref"]) || Object.values(schema).some(refersToItself);
}

function isLocal(reference: Json | undefined): reference is string {
  return typeof reference === "string" && (reference === "#" || reference.startsWith("#/"));
}

/** Moves the references in `schema` below `base`. Data (`enum`, `const`, `default`, `examples`) is not changed. */
function moved(schema: Json, base: string): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map((item) => moved(item, base));
  if (!isJsonObject(schema)) return schema;
  return objectOf(Object.keys(schema), (key) => {
    const value = schema[key] as Json;
    if (key === "$ref" && isLocal(value)) return `${base}${value.slice(1)}`;
    return DATA.has(key) ? value : moved(value, base);
  });
}

const DATA: ReadonlySet<string> = new Set(["enum", "const", "default", "examples"]);

/** FNV-1a, 32 bits: only for names, nothing secret. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
