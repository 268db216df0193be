import { keyOf } from "./key.js";
import { meetArrays } from "./meet-arrays.js";
import { type Both, meetObjects } from "./meet-objects.js";
import { alternatives, type ArrayType, type ObjectType, string, type Type } from "./type.js";
import { union } from "./union.js";

/** Objects with alternatives are merged while the result has at most this many; else they are written `A & (B | C)`. */
const MERGED_ALTERNATIVES = 8;
const MERGED_PROPERTIES = 12;

/** Intersects two types without names, in the order of `b`; `undefined` if the result would not be readable. */
export function meet(a: Type, b: Type, both: Both): Type | undefined {
  const left = sorted(a);
  const right = sorted(b);
  if (!staysReadable(left.objects, right.objects)) return undefined;
  if (left.arrays.length * right.arrays.length > MERGED_ALTERNATIVES) return undefined;
  return union(
    alternatives(b).flatMap((member) => {
      if (member.is === "object") return left.objects.map((object) => meetObjects(object, member, both));
      if (member.is === "array") return left.arrays.map((array) => meetArrays(array, member, both));
      return meetScalar(member, left.scalars);
    }),
  );
}

/** Merges all plain objects among `types` into one, in pairs, so that each property is copied only a few times. */
export function meetPlainObjects(types: readonly Type[], both: Both): readonly Type[] {
  let objects: readonly Type[] = types.filter((type) => type.is === "object");
  if (objects.length < 2) return types;
  while (objects.length > 1) objects = pairs(objects).map(([a, b]) => (b === undefined ? a : both([a, b])));
  return [...objects, ...types.filter((type) => type.is !== "object")];
}

function pairs(types: readonly Type[]): readonly (readonly [Type, Type | undefined])[] {
  return types.flatMap((type, i) => (i % 2 === 0 ? [[type, types[i + 1]] as const] : []));
}

/** Whether the objects of both sides may be merged pair by pair. One without properties adds no text to the others. */
function staysReadable(a: readonly ObjectType[], b: readonly ObjectType[]): boolean {
  const pairs = a.length * b.length;
  const properties = [a, b].map((side) => Math.max(0, ...side.map((object) => object.properties.size)));
  if (pairs <= 1 || (properties.includes(0) && Math.min(a.length, b.length) === 1)) return true;
  return pairs <= MERGED_ALTERNATIVES && pairs * Math.max(...properties) <= MERGED_PROPERTIES;
}

interface Sorted {
  readonly scalars: ReadonlyMap<string, Type>;
  readonly objects: readonly ObjectType[];
  readonly arrays: readonly ArrayType[];
}

function sorted(type: Type): Sorted {
  const all = alternatives(type);
  const scalars = all.filter((member) => member.is === "primitive" || member.is === "literal");
  return {
    scalars: new Map(scalars.map((scalar) => [keyOf(scalar), scalar])),
    objects: all.filter((member) => member.is === "object"),
    arrays: all.filter((member) => member.is === "array"),
  };
}

/** Returns those of `others` that are subtypes of `scalar`, or `scalar` itself if it is one of them. */
function meetScalar(scalar: Type, others: ReadonlyMap<string, Type>): readonly Type[] {
  if (others.has(keyOf(scalar)) || (scalar.is === "literal" && others.has(typeof scalar.value)))
    return [scalar];
  if (scalar.is !== "primitive") return [];
  // of a text that only one side calls a date, nothing more is known
  if (scalar.name === "Date") return meetScalar(string, others);
  if (scalar.name === "string" && others.has("Date")) return [string];
  return [...others.values()].filter((other) => other.is === "literal" && typeof other.value === scalar.name);
}
