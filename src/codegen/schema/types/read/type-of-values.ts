import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { isJsonObject, type Json } from "../../../../shared/json/json.js";
import { kindOfValue, type Kinds } from "../algebra/type-kinds.js";
import { arrayOf, never, nullType, number, objectOf, type Property, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { assertionsOf } from "./in-place.js";
import type { Reader } from "./reader.js";

/** Reads `enum` and `const`: the values, except those that the rest of the schema refuses. */
export function readValues(node: SchemaNode, values: readonly Json[], kinds: Kinds, reader: Reader): Type {
  const { values: _, ...others } = node;
  const alone = assertionsOf(others).every((keyword) => keyword === "kinds") && node.integer !== true;
  const valid = values.filter(
    (value) => (kindOfValue(value) & kinds) !== 0 && (alone || reader.accepts(others, value)),
  );
  return union(valid.map(typeOfValue));
}

/** Returns the type of exactly this value. */
export function typeOfValue(value: Json): Type {
  if (value === null) return nullType;
  if (typeof value === "number" && !Number.isFinite(value)) return number;
  if (typeof value !== "object") return { is: "literal", value: value === 0 ? 0 : value };
  if (!isJsonObject(value)) {
    const items = (value as readonly Json[]).map(typeOfValue);
    return arrayOf({ items, rest: never, min: items.length, max: items.length });
  }
  const properties = new Map<string, Property>();
  for (const key of Object.keys(value))
    properties.set(key, { type: typeOfValue(value[key] as Json), optional: false, nodes: [] });
  return objectOf({ properties, patterns: [], rest: never, implied: false });
}
