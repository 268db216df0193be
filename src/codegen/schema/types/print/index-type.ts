import { keyOf } from "../algebra/key.js";
import { alternatives, anyArray, anyObject, anyOfKinds, date, kindsOf, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";

/** With more types than this, an index signature names only the kinds. */
const MOST_TYPES = 12;

/**
 * Returns the type of an index signature: that of keys without a name and, because a compiler requires it, also those of
 * the properties. Objects among those are not spelled out again.
 */
export function indexType(others: Type, properties: readonly Type[]): Type {
  if (others.is === "unknown") return others;
  const own = new Set(alternatives(others).map(keyOf));
  const inBrief = (type: Type): Type => {
    if (own.has(keyOf(type))) return type;
    if (type.is === "union") return union(type.of.map(inBrief));
    if (type.is === "object") return { ...anyObject, implied: false };
    return type.is === "array" && holdsObjects(type) ? anyArray : type;
  };
  const all = union([others, ...properties.map(inBrief)]);
  if (all.is !== "union" || all.of.length <= MOST_TYPES) return all;
  // a `Date` is a text for the schema, but not for a compiler
  return union([anyOfKinds(kindsOf(all)), ...all.of.filter((type) => keyOf(type) === keyOf(date))]);
}

function holdsObjects(type: Type): boolean {
  if (type.is === "array") return [...type.items, type.rest].some(holdsObjects);
  return (
    type.is === "object" || (type.is === "union" && type.of.some(holdsObjects)) || type.is === "intersection"
  );
}
