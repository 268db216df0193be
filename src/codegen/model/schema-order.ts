import { type Json, type JsonObject, objectOf } from "../../shared/json/json.js";
import { rewriteSchema } from "./schema-walk.js";

/**
 * Sorts the keywords of a schema in code-unit order: the order may differ between the two eras of a server and after
 * an upgrade of its library, which must not change a byte of our output. The order of *properties* is kept: it is the
 * author's choice, no server seen so far changes it, and people read the generated types in it.
 */
export function orderSchema(schema: Json): Json {
  return rewriteSchema(schema, (object, position) => (position === "names" ? object : sortKeys(object)));
}

/** Sorts the keys of `object` by code unit; values are unchanged. */
function sortKeys(object: JsonObject): JsonObject {
  // without a comparator, `sort` compares code units
  return objectOf(Object.keys(object).sort(), (key) => object[key] as Json);
}

/** Sorts the keys of every object in `value` by code unit. */
export function sortAllKeys(value: Json): Json {
  return rewriteSchema(value, sortKeys, "data");
}
