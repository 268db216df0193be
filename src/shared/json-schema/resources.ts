import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { dialectOf, knows, versionOf } from "./dialect.js";
import type { Dialect } from "./ir.js";

/** The position of a subschema: what its references are relative to, and how it is read. */
export interface Place {
  /** Base URI: that of its resource. */
  readonly base: string;
  readonly dialect: Dialect;
  /** JSON pointer from the root of its document. */
  readonly pointer: string;
  /** False if its own meta-schema omits the validation vocabulary: assertions are then ignored. */
  readonly asserts: boolean;
}

/** The target of a reference. */
export interface Target {
  readonly schema: unknown;
  readonly place: Place;
}

/** Base URI of a schema without `$id`: no real resource has such a URI. */
export const ROOT_URI = "schema:///";

/** Keywords with one subschema, and those with several: identifiers elsewhere are data (`enum`, unknown keywords). */
const ONE = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const MANY = [
  "$defs",
  "allOf",
  "anyOf",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "items",
  "oneOf",
  "patternProperties",
  "prefixItems",
  "properties",
];

/** Resolves a URI and splits it before its fragment; `undefined` if `reference` is not a URI reference. */
export function resolveUri(
  reference: string,
  base: string,
): { readonly uri: string; readonly fragment: string } | undefined {
  try {
    const url = new URL(reference, base);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    return { uri: url.href, fragment };
  } catch {
    return undefined;
  }
}

export function escapePointer(segment: string): string {
  return /[~/]/.test(segment) ? segment.replaceAll("~", "~0").replaceAll("/", "~1") : segment;
}

/**
 * Index of a schema: resources by URI, anchors, and the position of every subschema. Fetches nothing: other documents come from
 * `remotes`, which only the official test suite fills.
 */
export class Resources {
  readonly #remotes: ReadonlyMap<string, Json>;
  readonly #roots = new Map<string, { readonly schema: Json; readonly place: Place }>();
  readonly #anchors = new Map<string, JsonObject>();
  readonly #places = new Map<object, Place>();
  /** Schemas with a `$dynamicAnchor`, by its name; those with `$recursiveAnchor`, by the empty name. */
  readonly dynamicAnchors = new Map<string, { readonly resource: string; readonly schema: JsonObject }[]>();
  /** The documents that references have reached so far. */
  readonly reached = new Map<string, Json>();

  constructor(remotes: ReadonlyMap<string, Json> = new Map()) {
    this.#remotes = remotes;
  }

  /**
   * Adds a document. `pointer` is the prefix in diagnostics: empty for the root document, the URI with `#` for others. A
   * document without references (`refers`) need not be searched.
   */
  add(
    schema: Json,
    uri: string,
    inherited: Dialect,
    { pointer = "", refers = true }: { readonly pointer?: string; readonly refers?: boolean } = {},
  ): Place {
    const place = { base: uri, pointer, ...this.#rules(schema, { dialect: inherited, asserts: true }) };
    this.#roots.set(uri, { schema, place });
    if (isJsonObject(schema) && refers) this.#walk(schema, place, true);
    return (isJsonObject(schema) ? this.#places.get(schema) : undefined) ?? place;
  }

  placeOf(schema: object): Place | undefined {
    return this.#places.get(schema);
  }

  /** Resolves a reference from a position; `undefined` if there is nothing. */
  resolve(reference: string, from: Pick<Place, "base" | "dialect">): Target | undefined {
    const at = resolveUri(reference, from.base);
    const root = at && this.#document(at.uri, from.dialect);
    if (at === undefined || root === undefined) return undefined;
    const place = (isJsonObject(root.schema) ? this.#places.get(root.schema) : undefined) ?? root.place;
    if (at.fragment === "") return { schema: root.schema, place };
    if (at.fragment.startsWith("/")) return this.#follow(at.fragment, root.schema, place);
    const anchored =
      this.#anchors.get(`${at.uri}#${at.fragment}`) ?? this.#anchors.get(`${place.base}#${at.fragment}`);
    return anchored && { schema: anchored, place: this.#places.get(anchored) ?? place };
  }

  #document(uri: string, dialect: Dialect): { readonly schema: Json; readonly place: Place } | undefined {
    const known = this.#roots.get(uri);
    const remote = known === undefined ? this.#remotes.get(uri) : undefined;
    if (remote === undefined) return known;
    this.reached.set(uri, remote);
    this.add(remote, uri, dialect, { pointer: `${uri}#` });
    return this.#roots.get(uri);
  }

  #follow(pointer: string, root: Json, start: Place): Target | undefined {
    let schema: unknown = root;
    let place = start;
    for (const segment of pointer.slice(1).split("/")) {
      const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
      if (typeof schema !== "object" || schema === null || !Object.hasOwn(schema, key)) return undefined;
      schema = (schema as Record<string, unknown>)[key];
      const known = typeof schema === "object" && schema !== null ? this.#places.get(schema) : undefined;
      place = known ?? { ...place, pointer: `${place.pointer}/${segment}` };
    }
    if (isJsonObject(schema) && !this.#places.has(schema)) this.#walk(schema, place, false);
    return { schema, place: isJsonObject(schema) ? (this.#places.get(schema) ?? place) : place };
  }

  /** Records the position of `schema` and of all its subschemas. Iterative, since a schema may be nested to any depth. */
  #walk(schema: JsonObject, place: Place, isRoot: boolean): void {
    const open: { schema: JsonObject; place: Place; isRoot: boolean }[] = [{ schema, place, isRoot }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#places.has(next.schema)) continue;
      const at = this.#enter(next.schema, next.place, next.isRoot);
      this.#places.set(next.schema, at);
      const push = (inner: unknown, path: string): void => {
        if (isJsonObject(inner))
          open.push({ schema: inner, place: { ...at, pointer: `${at.pointer}/${path}` }, isRoot: false });
      };
      const only = refersOnly(next.schema, at.dialect) ? ["$defs", "definitions"] : undefined;
      if (only === undefined)
        for (const keyword of ONE)
          if (Object.hasOwn(next.schema, keyword)) push(next.schema[keyword], keyword);
      for (const keyword of only ?? MANY) {
        const inner = Object.hasOwn(next.schema, keyword) ? next.schema[keyword] : undefined;
        if (typeof inner !== "object" || inner === null || (keyword === "items" && !Array.isArray(inner)))
          continue;
        for (const [key, each] of Object.entries(inner)) push(each, `${keyword}/${escapePointer(key)}`);
      }
    }
  }

  /**
   * Determines the position of `schema`: its `$id` may begin a new resource, its `$schema` another dialect. Records its
   * anchors.
   */
  #enter(schema: JsonObject, outer: Place, isRoot: boolean): Place {
    let place = outer;
    const id = schema[outer.dialect === "draft-04" ? "id" : "$id"];
    const named = typeof id === "string" && !refersOnly(schema, outer.dialect);
    if (!isRoot && typeof schema["$schema"] === "string" && named)
      place = { ...place, ...this.#rules(schema, place) };
    const legacy = versionOf(place.dialect) <= 7;
    if (named && legacy && id.startsWith("#")) this.#anchors.set(place.base + id, schema);
    else if (named) {
      const at = resolveUri(id, place.base);
      if (at !== undefined) {
        place = { ...place, base: at.uri };
        if (!this.#roots.has(at.uri)) this.#roots.set(at.uri, { schema, place });
        if (legacy && at.fragment !== "") this.#anchors.set(`${at.uri}#${at.fragment}`, schema);
      }
    }
    const version = versionOf(place.dialect);
    for (const keyword of ["$anchor", "$dynamicAnchor"]) {
      const name = schema[keyword];
      if (typeof name !== "string" || !knows(version, keyword)) continue;
      this.#anchors.set(`${place.base}#${name}`, schema);
      if (keyword === "$dynamicAnchor") this.#dynamic(name, place.base, schema);
    }
    if (schema["$recursiveAnchor"] === true && knows(version, "$recursiveAnchor"))
      this.#dynamic("", place.base, schema);
    return place;
  }

  #dynamic(name: string, resource: string, schema: JsonObject): void {
    const named = this.dynamicAnchors.get(name);
    if (named === undefined) this.dynamicAnchors.set(name, [{ resource, schema }]);
    else named.push({ resource, schema });
  }

  /** Determines how to read a document, from its `$schema` and, if that is an available meta-schema, from its vocabularies. */
  #rules(schema: Json, inherited: Pick<Place, "dialect" | "asserts">): Pick<Place, "dialect" | "asserts"> {
    const uri = isJsonObject(schema) ? schema["$schema"] : undefined;
    if (typeof uri !== "string") return inherited;
    const known = dialectOf(uri);
    if (known !== undefined) return { dialect: known, asserts: true };
    const meta = this.#remotes.get(uri.replace(/#$/, ""));
    if (!isJsonObject(meta)) return inherited;
    const vocabulary = meta["$vocabulary"];
    const asserts =
      !isJsonObject(vocabulary) || Object.keys(vocabulary).some((name) => name.endsWith("/vocab/validation"));
    const under = typeof meta["$schema"] === "string" ? dialectOf(meta["$schema"]) : undefined;
    return { dialect: under ?? inherited.dialect, asserts };
  }
}

/** Whether everything next to `$ref` is ignored, as up to draft-07. */
export function refersOnly(schema: JsonObject, dialect: Dialect): boolean {
  return versionOf(dialect) <= 7 && typeof schema["$ref"] === "string";
}
