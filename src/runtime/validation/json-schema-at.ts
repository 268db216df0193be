import { isJsonObject, type Json, type JsonObject, objectOf } from "../../shared/json/json.js";
import { inTarget, type Target } from "./json-schema-targets.js";

/** Where a JSON Schema is in a larger one that zod makes. */
export interface Place extends Target {
  /** It is the whole. */
  readonly isRoot: boolean;
  /** How many schemas the whole has so far. */
  readonly count: number;
  /** The definition `key` of the whole, made on first use. Put the very object where it applies: zod makes it a `$ref`. */
  define(key: string, make: (place: Place) => JsonObject): JsonObject;
}

/**
 * Makes a server's JSON Schema a part of a larger one. What it refers to becomes definitions of the whole, so that references
 * are valid wherever zod puts the part. Where references have bases of their own (`$id`, `$anchor`, `$dynamicRef`), it becomes a
 * resource instead (JSON Schema 2020-12 core, section 8.2.1).
 *
 * @throws Error if the target dialect cannot say it, unless zod's `unrepresentable` is `"any"`
 */
export function jsonSchemaAt(source: JsonObject, place: Place): JsonObject {
  const { $schema: dialect, ...own } = source;
  const version = versionOf(dialect);
  const isAsItSays = dialect !== undefined || !holds(source, ({ items }) => isTuple(items));
  if (place.isRoot && isAsItSays && (place.version === 2020 || place.version === version)) return source;
  const part = own as JsonObject;
  if (holds(part, hasBase)) {
    if (place.version !== 2020) {
      place.refuse(`References by ${BASES.join(", ")} can be written in draft 2020-12 only`);
      return {};
    }
    return { $id: `urn:fmcp:${digest(JSON.stringify(source))}:${place.count}`, ...part };
  }
  return new Part(part, version).at(part, place);
}

/** Year or number of a dialect by its URI. */
function versionOf(dialect: Json | undefined): number {
  if (typeof dialect !== "string") return 2020;
  const draft = /draft-0([3-7])/.exec(dialect)?.[1];
  return draft === undefined ? (dialect.includes("2019-09") ? 2019 : 2020) : Number(draft);
}

class Part {
  readonly #root: JsonObject;
  readonly #version: number;
  #text: string | undefined;

  constructor(root: JsonObject, version: number) {
    this.#root = root;
    this.#version = version;
  }

  /** The subschema `given` at `place`. */
  at(given: JsonObject, place: Place): JsonObject {
    const { $ref: reference, ...siblings } = given;
    if (typeof reference !== "string" || !isLocal(reference)) return this.#without(given, place);
    const target = found(this.#root, reference);
    // a reference that leads nowhere says nothing
    const definition =
      target === undefined ? {} : place.define(this.#key(reference), (there) => this.#body(target, there));
    // up to draft 7, keywords next to `$ref` have no meaning
    if (this.#version < 2019 || Object.keys(siblings).length === 0) return definition;
    const rest = this.#without(siblings as JsonObject, place);
    const all = Array.isArray(rest["allOf"]) ? (rest["allOf"] as readonly Json[]) : [];
    return { ...rest, allOf: [...all, definition] };
  }

  /** zod may not find a bare reference in a definition. */
  #body(target: Json, place: Place): JsonObject {
    if (!isJsonObject(target)) return target === false ? { not: {} } : {};
    return "$ref" in target ? { allOf: [this.at(target, place)] } : this.#without(target, place);
  }

  #key(reference: string): string {
    return `${(this.#text ??= JSON.stringify(this.#root))}${reference}`;
  }

  #without(schema: JsonObject, place: Place): JsonObject {
    const sub = (value: Json): Json => (isJsonObject(value) ? this.at(value, place) : value);
    const newer = withPrefixItems(schema);
    const keys = Object.keys(newer).filter((key) => key !== "$defs" && key !== "definitions");
    const said = objectOf(keys, (key) => {
      const value = newer[key] as Json;
      if (LISTS.has(key) && Array.isArray(value)) return (value as readonly Json[]).map(sub);
      if (MAPS.has(key) && isJsonObject(value))
        return objectOf(Object.keys(value), (name) => sub(value[name] as Json));
      return ONE.has(key) ? sub(value) : value;
    });
    return inTarget(said, place);
  }
}

const LISTS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const MAPS: ReadonlySet<string> = new Set([
  ...["properties", "patternProperties", "dependentSchemas", "dependencies"],
]);
const ONE: ReadonlySet<string> = new Set([
  ...["additionalProperties", "unevaluatedProperties", "propertyNames", "items", "additionalItems"],
  ...["unevaluatedItems", "contains", "contentSchema", "not", "if", "then", "else"],
]);

/** Converts a tuple of an older dialect to 2020-12 (core, section 10.3.1); servers write such ones without `$schema`, too. */
function withPrefixItems({ items, additionalItems, ...rest }: JsonObject): JsonObject {
  if (!isTuple(items)) return { ...rest, ...(items !== undefined && { items }) };
  return {
    ...rest,
    prefixItems: items,
    ...(additionalItems !== undefined && { items: additionalItems }),
  };
}

/** Whether `items` gives a schema for each place; for a property of that name, `dependencies` gives names. */
function isTuple(items: Json | undefined): items is readonly Json[] {
  return Array.isArray(items) && items.every((item) => typeof item !== "string");
}

/** Whether references in a schema have a base or a target of their own. */
function hasBase(schema: JsonObject): boolean {
  return BASES.some((keyword) => typeof schema[keyword] === "string");
}

/** Whether a schema, or one of its parts, is such. */
function holds(schema: Json, isSuch: (schema: JsonObject) => boolean): boolean {
  if (Array.isArray(schema)) return (schema as readonly Json[]).some((each) => holds(each, isSuch));
  if (!isJsonObject(schema)) return false;
  return (
    isSuch(schema) || Object.keys(schema).some((key) => !DATA.has(key) && holds(schema[key] as Json, isSuch))
  );
}

const BASES = ["$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef"];
const DATA: ReadonlySet<string> = new Set(["enum", "const", "default", "examples"]);

function isLocal(reference: string): boolean {
  return reference === "#" || reference.startsWith("#/");
}

/** What a JSON Pointer (RFC 6901) in a fragment refers to. */
function found(root: JsonObject, reference: string): Json | undefined {
  let at: Json | undefined = root;
  for (const step of reference.split("/").slice(1)) {
    const name = decoded(step).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, Json>>)[name];
  }
  return at;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** FNV-1a, 32 bits: only for names, nothing secret. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
