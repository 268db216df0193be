import { keyOf } from "./key.js";
import { ALL_KINDS, type Kinds, NO_KINDS } from "./kinds.js";
import { meetArrays } from "./meet-arrays.js";
import { meetObjects } from "./meet-objects.js";
import {
  alternatives,
  anyOfKinds,
  type ArrayType,
  isAnyArray,
  isAnyObject,
  kindsOf,
  type LiteralType,
  never,
  type ObjectType,
  type Type,
  unknown,
} from "./type.js";
import { union } from "./union.js";

/** Objects with alternatives are merged while the result stays this small; else they are written `A & (B | C)`. */
const MERGED_ALTERNATIVES = 8;
const MERGED_PROPERTIES = 12;
/** A compiler multiplies the unions of an intersection out, and gives up at 100,000 members (TS2590). */
const MOST_ARMS = 2_000;

/**
 * The values that are in every one of `types`. Objects become one object and arrays one array where that reads well; a
 * name stays a name. `widened` is called where a part had to be left out because a compiler could not hold the result.
 */
export function intersect(types: readonly Type[], widened?: () => void): Type {
  if (types.length === 1) return types[0] as Type;
  const parts = new Map<string, Type>();
  for (const type of types.flatMap((type) => (type.is === "intersection" ? type.of : [type]))) {
    if (type.is === "never") return never;
    if (type.is !== "unknown") parts.set(keyOf(type), type);
  }
  const kinds = [...parts.values()].reduce((shared, part) => shared & kindsOf(part), ALL_KINDS);
  if (kinds === NO_KINDS) return never;

  const plain: Type[] = [];
  const opaque: Type[] = [];
  for (const part of parts.values()) {
    const narrowed = restrict(part, kinds);
    if (isOpaque(narrowed)) opaque.push(narrowed);
    else absorbInto(plain, narrowed);
  }
  if (plain.some((part) => part.is === "never")) return never;
  const named = opaque.reduce((shared, part) => shared & kindsOf(part), ALL_KINDS);
  const telling = plain.filter((part) => opaque.length === 0 || !covers(part, named));
  const flat = opaque.flatMap((part) => (part.is === "intersection" ? part.of : [part]));
  const factors = affordable([...flat, ...telling], widened);
  if (factors.length === 0) return unknown;
  return factors.length === 1 ? (factors[0] as Type) : { is: "intersection", of: factors };
}

/** `type` without the members of a union that are of no such kind. */
export function restrict(type: Type, kinds: Kinds): Type {
  const own = kindsOf(type);
  if ((own & ~kinds) === 0) return type;
  if (type.is === "unknown") return anyOfKinds(kinds);
  if (type.is === "union") return union(type.of.map((member) => restrict(member, kinds)));
  return (own & kinds) === 0 ? never : type;
}

/** Whether a name stands in the way of merging. */
function isOpaque(type: Type): boolean {
  if (type.is === "union") return type.of.some(isOpaque);
  return type.is === "name" || type.is === "intersection";
}

/** Merges `part` with the first of `plain` that it can be merged with. */
function absorbInto(plain: Type[], part: Type): void {
  for (const [i, other] of plain.entries()) {
    const merged = meet(other, part);
    if (merged === undefined) continue;
    plain.splice(i, 1);
    if (isOpaque(merged)) plain.push(merged);
    else absorbInto(plain, merged);
    return;
  }
  plain.push(part);
}

/** The intersection of two types without names; `undefined` where it would not be readable. */
function meet(a: Type, b: Type): Type | undefined {
  const left = sorted(a);
  const right = sorted(b);
  if (!staysReadable(left.objects, right.objects)) return undefined;
  if (left.arrays.length * right.arrays.length > MERGED_ALTERNATIVES) return undefined;
  const both = (types: readonly Type[]): Type => intersect(types);
  return union([
    ...meetScalars(left.scalars, right.scalars),
    ...left.objects.flatMap((x) => right.objects.map((y) => meetObjects(x, y, both))),
    ...left.arrays.flatMap((x) => right.arrays.map((y) => meetArrays(x, y, both))),
  ]);
}

/** Whether the objects of both sides may be merged pair by pair. One that names no property adds no text to the others. */
function staysReadable(a: readonly ObjectType[], b: readonly ObjectType[]): boolean {
  const pairs = a.length * b.length;
  const properties = [a, b].map((side) => Math.max(0, ...side.map((object) => object.properties.size)));
  if (pairs <= 1 || (properties.includes(0) && Math.min(a.length, b.length) === 1)) return true;
  return pairs <= MERGED_ALTERNATIVES && pairs * Math.max(...properties) <= MERGED_PROPERTIES;
}

interface Sorted {
  readonly scalars: readonly Type[];
  readonly objects: readonly ObjectType[];
  readonly arrays: readonly ArrayType[];
}

function sorted(type: Type): Sorted {
  const all = alternatives(type);
  const objects = all.filter((member) => member.is === "object");
  const arrays = all.filter((member) => member.is === "array");
  return {
    objects,
    arrays,
    scalars: all.filter((member) => member.is === "primitive" || member.is === "literal"),
  };
}

function meetScalars(a: readonly Type[], b: readonly Type[]): readonly Type[] {
  return [...contained(a, b), ...contained(b, a)];
}

/** Those of `types` that lie within `others`. */
function contained(types: readonly Type[], others: readonly Type[]): readonly Type[] {
  const keys = new Set(others.map(keyOf));
  return types.filter(
    (type) => keys.has(keyOf(type)) || (type.is === "literal" && keys.has(typeOfLiteral(type))),
  );
}

function typeOfLiteral(type: LiteralType): string {
  return typeof type.value;
}

/** Whether `type` holds every value of these kinds. */
function covers(type: Type, kinds: Kinds): boolean {
  const whole = alternatives(type).filter(
    (member) => member.is === "primitive" || isAnyObject(member) || isAnyArray(member),
  );
  return (kinds & ~whole.reduce((all, member) => all | kindsOf(member), NO_KINDS)) === 0;
}

/** Leaves out the widest of `factors` until a compiler can hold their product. */
function affordable(factors: readonly Type[], widened?: () => void): readonly Type[] {
  if (factors.length < 2) return factors;
  const counted = factors.map((factor) => ({ factor, arms: arms(factor) }));
  let product = counted.reduce((all, { arms }) => all * arms, 1);
  const kept = new Set(counted);
  for (const each of [...counted].sort((a, b) => b.arms - a.arms)) {
    if (product <= MOST_ARMS || kept.size === 1) break;
    kept.delete(each);
    product /= each.arms;
    widened?.();
  }
  return counted.filter((each) => kept.has(each)).map(({ factor }) => factor);
}

/** Members of the union that a compiler makes of `type`. */
function arms(type: Type, seen: ReadonlySet<string> = new Set()): number {
  if (type.is === "union") return type.of.reduce((sum, member) => sum + arms(member, seen), 0);
  if (type.is === "intersection") return type.of.reduce((product, member) => product * arms(member, seen), 1);
  if (type.is !== "name" || seen.has(type.name)) return 1;
  return arms(type.resolve(), new Set([...seen, type.name]));
}
