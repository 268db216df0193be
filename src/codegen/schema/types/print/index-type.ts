import { keyOf } from "../algebra/key.js";
import { alternatives, anyArray, anyObject, anyOfKinds, kindsOf, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";

/** Of more types than this, an index signature names the kinds only. */
const MOST_TYPES = 12;

/**
 * The type of an index signature: what keys without a name hold, and, because a compiler insists, what the properties hold,
 * too. Objects among those are not written out again.
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
  return all.is === "union" && all.of.length > MOST_TYPES ? anyOfKinds(kindsOf(all)) : all;
}

function holdsObjects(type: Type): boolean {
  if (type.is === "array") return [...type.items, type.rest].some(holdsObjects);
  return (
    type.is === "object" || (type.is === "union" && type.of.some(holdsObjects)) || type.is === "intersection"
  );
}
