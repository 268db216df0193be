import { intersect } from "../algebra/intersect.js";
import type { ObjectType, Type } from "../algebra/type.js";

/**
 * Merges `A & B & { … }`, all of them objects, into one object, as a person would write a schema that extends others.
 * Other parts of an intersection stay unchanged.
 */
export function mergeNames(type: Type): Type {
  return asObject(type) ?? type;
}

function asObject(type: Type): ObjectType | undefined {
  if (type.is === "object") return type;
  if (type.is !== "intersection") return undefined;
  const objects = type.of.map((factor) => asObject(factor.is === "name" ? factor.resolve() : factor));
  if (objects.some((object) => object === undefined)) return undefined;
  const merged = intersect(objects as readonly ObjectType[]);
  return merged.is === "object" ? merged : undefined;
}
