import { intersect } from "../algebra/intersect.js";
import type { ObjectType, Type } from "../algebra/type.js";

/**
 * `A & B & { … }`, all of them objects, as one object: what a person would write for a schema that extends others. What
 * else an intersection may hold stays as it is.
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
