import { isJsonObject, type Json, type JsonObject, objectOf } from "../../shared/json/json.js";

/** Keywords whose value maps names to schemas, in every dialect that MCP servers write. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
  "dependencies",
]);

/** Keywords whose value is a schema or a list of schemas. */
const SCHEMAS: ReadonlySet<string> = new Set([
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "oneOf",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** What the value of a keyword is: a schema, a map from names to schemas, or data such as `const` and `default`. */
export type Position = "schema" | "names" | "data";

/**
 * Rebuilds a schema from the inside out: `visit` gets every object in it, with its children already rebuilt, and returns
 * its replacement. It also gets the position of the object, so that a property named `$ref` is not taken for a reference.
 */
export function rewriteSchema(
  value: Json,
  visit: (object: JsonObject, position: Position) => JsonObject,
  position: Position = "schema",
): Json {
  if (Array.isArray(value)) return value.map((item) => rewriteSchema(item, visit, position));
  if (!isJsonObject(value)) return value;
  const rewrite = (key: string): Json =>
    rewriteSchema(value[key] as Json, visit, positionBelow(key, position));
  return visit(objectOf(Object.keys(value), rewrite), position);
}

/** Returns the position of the member `key` of an object. */
export function positionBelow(key: string, position: Position): Position {
  if (position === "names") return "schema";
  if (position === "schema" && NAME_MAPS.has(key)) return "names";
  return position === "schema" && SCHEMAS.has(key) ? "schema" : "data";
}
