import { type Json, type JsonObject, objectOf } from "../../shared/json/json.js";
import { rewriteSchema } from "./schema-walk.js";

/**
 * A schema with its keywords in code-unit order. One server writes the same keywords in another order in its other era
 * and after an upgrade of its library, and that must not change a byte of ours. The order of *properties* is kept: it
 * is the author's, no server seen so far changes it, and it is the order in which people read the generated types.
 */
export function orderSchema(schema: Json): Json {
  return rewriteSchema(schema, (object, position) => (position === "names" ? object : sortKeys(object)));
}

/** `object` with its own keys sorted by code unit; values as they are. */
function sortKeys(object: JsonObject): JsonObject {
  // without a comparison of its own, `sort` goes by code unit
  return objectOf(Object.keys(object).sort(), (key) => object[key] as Json);
}

/** `value` with the keys of every object in it sorted by code unit. */
export function sortAllKeys(value: Json): Json {
  return rewriteSchema(value, sortKeys, "data");
}
