import { arrayOf, type ArrayType, type Type } from "./type.js";

/** Intersects two arrays; `both` intersects the types at one position. */
export function meetArrays(a: ArrayType, b: ArrayType, both: (types: readonly Type[]) => Type): Type {
  const items = Array.from({ length: Math.max(a.items.length, b.items.length) }, (_, i) =>
    both([a.items[i] ?? a.rest, b.items[i] ?? b.rest]),
  );
  return arrayOf({
    items,
    rest: both([a.rest, b.rest]),
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
  });
}
