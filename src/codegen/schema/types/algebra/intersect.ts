import { keyOf } from "./key.js";
import { ALL_KINDS, type Kinds, NO_KINDS } from "./type-kinds.js";
import { meet, meetPlainObjects } from "./meet.js";
import { alternatives, anyOfKinds, isWholeKind, kindsOf, never, type Type, unknown } from "./type.js";
import { union } from "./union.js";

/** A compiler expands the unions of an intersection and gives up at 100,000 members (TS2590). */
const MOST_ARMS = 2_000;
/** The most factors with at least two alternatives each whose product stays below that. */
const MOST_FACTORS = 11;

/**
 * Returns the values that are in every one of `types`. Objects become one object and arrays one array where that is
 * readable; names are kept. Calls `widened` if a part had to be left out because a compiler could not handle the
 * result.
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

  const narrowed = [...parts.values()].map((part) => restrict(part, kinds));
  const opaque = narrowed.filter(isOpaque);
  const plain = merged(
    narrowed.filter((part) => !isOpaque(part)),
    widened,
  );
  if (plain.some((part) => part.is === "never")) return never;
  const named = opaque.reduce((shared, part) => shared & kindsOf(part), ALL_KINDS);
  const telling = plain.filter((part) => opaque.length === 0 || !covers(part, named));
  const flat = opaque.flatMap((part) => (part.is === "intersection" ? part.of : [part]));
  const factors = affordable([...flat, ...telling], widened);
  if (factors.length === 0) return unknown;
  return factors.length === 1 ? (factors[0] as Type) : { is: "intersection", of: factors };
}

/** Returns `type` without union members of other kinds. */
export function restrict(type: Type, kinds: Kinds): Type {
  const own = kindsOf(type);
  if ((own & ~kinds) === 0) return type;
  if (type.is === "unknown") return anyOfKinds(kinds);
  if (type.is === "union") return union(type.of.map((member) => restrict(member, kinds)));
  return (own & kinds) === 0 ? never : type;
}

/** Whether a name prevents merging. */
function isOpaque(type: Type): boolean {
  if (type.is === "union") return type.of.some(isOpaque);
  return type.is === "name" || type.is === "intersection";
}

/** Merges `types` into as few types as possible. */
function merged(types: readonly Type[], widened?: () => void): readonly Type[] {
  const kept: Type[] = [];
  const objects = types.length > 2 ? meetPlainObjects(types, intersect) : types;
  for (const type of objects) {
    let whole = type;
    for (let i = 0; i < kept.length; i++) {
      const both = meet(kept[i] as Type, whole, intersect);
      if (both === undefined) continue;
      whole = both;
      kept.splice(i, 1);
      i = -1;
    }
    if (kept.length < MOST_FACTORS) kept.push(whole);
    else widened?.();
  }
  return kept;
}

/** Whether `type` contains every value of these kinds. */
function covers(type: Type, kinds: Kinds): boolean {
  const whole = alternatives(type).filter(isWholeKind);
  return (kinds & ~whole.reduce((all, member) => all | kindsOf(member), NO_KINDS)) === 0;
}

/** Drops the widest of `factors` until a compiler can handle their product. */
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

/** Counts the members of the union that a compiler makes of `type`. */
function arms(type: Type): number {
  if (type.is === "union") return type.of.reduce((sum, member) => sum + arms(member), 0);
  if (type.is === "intersection") return type.of.reduce((product, member) => product * arms(member), 1);
  return type.is === "name" ? type.arms : 1;
}
