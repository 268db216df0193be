import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** The dialect in which a JSON Schema is wanted. */
export interface Target {
  /** 2020, 7 or 4; 3 stands for OpenAPI 3.0. */
  readonly version: number;
  /** Says that the target has no such keyword. Returns if it may be left out. */
  refuse(message: string): void;
}

/** Version of the target that zod calls `name`; 2020 for any that zod does not know. */
export function versionOfTarget(name: string): number {
  return (
    ({ "draft-07": 7, "draft-04": 4, "openapi-3.0": 3 } as Readonly<Record<string, number>>)[name] ?? 2020
  );
}

/** Keywords without an equal, by the last version that lacks them. */
const LACKING: readonly (readonly [keyword: string, last: number])[] = [
  ["unevaluatedProperties", 7],
  ["unevaluatedItems", 7],
  ["maxContains", 7],
  ["minContains", 7],
  ["propertyNames", 4],
  ["contains", 4],
  ["if", 4],
  ["patternProperties", 3],
  ["dependencies", 3],
];

/**
 * Writes the keywords of one 2020-12 schema in the dialect of `target`; its subschemas stay the same objects. Does nothing to what
 * is already written so.
 *
 * @throws Error if the target cannot say a keyword, unless `target.refuse` returns
 */
export function inTarget(schema: JsonObject, target: Target): JsonObject {
  const { version } = target;
  if (version === 2020) return schema;
  const said: Record<string, Json> = { ...schema };
  withoutUnevaluated(said);
  dependencies(said);
  if (said["minContains"] === 0 && said["maxContains"] === undefined) delete said["contains"];
  if (said["minContains"] === 0 || said["minContains"] === 1) delete said["minContains"];
  if (version === 3) tupleAsItems(said);
  else if (Array.isArray(said["prefixItems"])) {
    if (said["items"] !== undefined) rename(said, "items", "additionalItems");
    rename(said, "prefixItems", "items");
  }
  if (version <= 4) numbersAndValues(said);
  if (version === 3) withoutNull(said);
  for (const [keyword, last] of LACKING)
    if (said[keyword] !== undefined && version <= last) {
      target.refuse(`"${keyword}" cannot be written in ${NAMES[version] ?? "this dialect"}`);
      delete said[keyword];
    }
  return said;
}

const NAMES: Readonly<Record<number, string>> = { 7: "draft-07", 4: "draft-04", 3: "OpenAPI 3.0" };

function rename(said: Record<string, Json>, from: string, to: string): void {
  said[to] = said[from] as Json;
  delete said[from];
}

const APPLICATORS = ["$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies", "contains"];

/** Where no other keyword evaluates anything, `unevaluated…` means `additional…`. */
function withoutUnevaluated(said: Record<string, Json>): void {
  for (const [keyword, plain] of [
    ["unevaluatedProperties", "additionalProperties"],
    ["unevaluatedItems", "items"],
  ] as const) {
    const value = said[keyword];
    if (value === undefined) continue;
    const isAny = value === true || (isJsonObject(value) && Object.keys(value).length === 0);
    if (isAny || said[plain] !== undefined) delete said[keyword];
    else if (APPLICATORS.every((key) => said[key] === undefined)) rename(said, keyword, plain);
  }
}

/** `dependentRequired` and `dependentSchemas` are one keyword up to draft 7 (validation, section 6.5.7). */
function dependencies(said: Record<string, Json>): void {
  const { dependentRequired: names, dependentSchemas: schemas } = said;
  if (names === undefined && schemas === undefined) return;
  const joined = new Map(Object.entries((said["dependencies"] ?? {}) as JsonObject));
  for (const [name, wanted] of Object.entries((names ?? {}) as JsonObject)) joined.set(name, wanted);
  for (const [name, schema] of Object.entries((schemas ?? {}) as JsonObject)) {
    const required = joined.get(name);
    joined.set(name, required === undefined ? schema : { allOf: [schema, { required }] });
  }
  said["dependencies"] = Object.fromEntries(joined);
  delete said["dependentRequired"];
  delete said["dependentSchemas"];
}

/** OpenAPI 3.0 has no tuples: an item may be what any place takes, as zod writes it. */
function tupleAsItems(said: Record<string, Json>): void {
  const { prefixItems: places, items } = said;
  if (!Array.isArray(places)) return;
  delete said["prefixItems"];
  const rest = items === undefined || items === true ? {} : items;
  if (rest === false)
    said["maxItems"] = Math.min(places.length, (said["maxItems"] as number | undefined) ?? Infinity);
  said["items"] = {
    anyOf: rest === false ? (places as Json) : [...(places as readonly Json[]), rest],
  } as Json;
}

function numbersAndValues(said: Record<string, Json>): void {
  for (const [keyword, bound, tighter] of [
    ["exclusiveMinimum", "minimum", Math.max],
    ["exclusiveMaximum", "maximum", Math.min],
  ] as const) {
    const limit = said[keyword];
    if (typeof limit !== "number") continue;
    const other = said[bound];
    const isTighter = typeof other !== "number" || tighter(limit, other) === limit;
    if (isTighter) Object.assign(said, { [bound]: limit, [keyword]: true });
    else delete said[keyword];
  }
  if ("const" in said) rename(said, "const", "enum");
  if ("enum" in said && !Array.isArray(said["enum"])) said["enum"] = [said["enum"] as Json];
}

/** OpenAPI 3.0 has one type a schema, and `nullable`. */
function withoutNull(said: Record<string, Json>): void {
  const { type } = said;
  const types = (Array.isArray(type) ? type : [type]) as readonly (Json | undefined)[];
  if (!types.includes("null") && types.length === 1) return;
  const others = types.filter((each) => each !== "null");
  if (types.includes("null")) said["nullable"] = true;
  delete said["type"];
  const [only] = others;
  if (others.length === 0) said["enum"] = [null];
  else if (others.length === 1) said["type"] = only as Json;
  else {
    const forms = others.map((each) => ({
      type: each as Json,
      ...(said["nullable"] === true && { nullable: true }),
    }));
    said["allOf"] = [...((said["allOf"] ?? []) as readonly Json[]), { anyOf: forms }];
  }
}
