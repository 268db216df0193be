import type { SchemaNode } from "../../../shared/json-schema/index.js";
import type { Comparison } from "./comparison.js";
import { areExclusive } from "./exclusive.js";
import type { Effect } from "./finding.js";
import { at } from "./pointer.js";

/** Keywords that only ever refuse values: adding one is narrower, removing one is wider, a different one cannot be judged. */
const OPAQUE = [
  "not",
  "contains",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
  "dynamicRef",
] as const;

/**
 * Compares `allOf`, `anyOf`, `oneOf`, references beside other keywords, conditions, and keywords that can only be checked for
 * equality.
 */
export function compareApplicators(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  compareBranches("anyOf", before.anyOf, after.anyOf, pointer, comparison);
  compareBranches("oneOf", before.oneOf, after.oneOf, pointer, comparison);
  compareBranches("allOf", conjuncts(before), conjuncts(after), pointer, comparison);
  for (const name of OPAQUE) compareOpaque(name, before[name], after[name], at(pointer, name), comparison);
  compareConditions(before, after, pointer, comparison);
}

/** Returns `allOf` together with a reference beside other keywords, which is one more schema to satisfy. */
function conjuncts(node: SchemaNode): readonly SchemaNode[] | undefined {
  const parts = [...(node.ref === undefined ? [] : [node.ref]), ...(node.allOf ?? [])];
  return parts.length === 0 ? undefined : parts;
}

type Combination = "anyOf" | "oneOf" | "allOf";

/** Compares the branches of a combination: equal ones are paired, then those edited in place. */
export function compareBranches(
  name: Combination,
  old: readonly SchemaNode[] | undefined,
  now: readonly SchemaNode[] | undefined,
  pointer: string,
  comparison: Comparison,
): void {
  const place = at(pointer, name);
  if (old === undefined && now === undefined) return;
  if (old === undefined)
    return comparison.add("narrower", `${kebab(name)}-added`, place, `${name} was added`);
  if (now === undefined)
    return comparison.add("wider", `${kebab(name)}-removed`, place, `${name} was removed`);

  const { pairs, gone, come } = match(old, now, comparison);
  // if branches of `oneOf` may overlap, a second match refuses a value, so no change can be judged by itself
  const judge = (effect: Effect): Effect =>
    name === "oneOf" && effect !== "text" && effect !== "formal" && !(areExclusive(old) && areExclusive(now))
      ? "unknown"
      : effect;
  for (const [was, is, i] of pairs) {
    for (const { effect, rule, pointer: spot, message, before, after } of comparison.apart(
      was,
      is,
      at(place, i),
    )) {
      comparison.add(judge(effect), rule, spot, message, before, after);
    }
  }
  const [fewer, more]: readonly Effect[] = name === "allOf" ? ["wider", "narrower"] : ["narrower", "wider"];
  if (gone > 0)
    comparison.add(
      judge(fewer as Effect),
      `${kebab(name)}-branch-removed`,
      place,
      `${count(gone)} of ${name} gone`,
    );
  if (come > 0)
    comparison.add(
      judge(more as Effect),
      `${kebab(name)}-branch-added`,
      place,
      `${count(come)} of ${name} new`,
    );
}

interface Matching {
  /** A branch of the older schema, its counterpart in the newer one, and the index of that. */
  readonly pairs: readonly (readonly [SchemaNode, SchemaNode, number])[];
  readonly gone: number;
  readonly come: number;
}

/** Pairs equal branches first; if the same number is left on both sides, each was edited in place. */
function match(old: readonly SchemaNode[], now: readonly SchemaNode[], comparison: Comparison): Matching {
  const gone = [...old];
  const come: [SchemaNode, number][] = [];
  const pairs: [SchemaNode, SchemaNode, number][] = [];
  now.forEach((branch, i) => {
    const twin = gone.findIndex((other) => comparison.alike(other, branch));
    if (twin < 0) come.push([branch, i]);
    else pairs.push([gone.splice(twin, 1)[0] as SchemaNode, branch, i]);
  });
  if (gone.length !== come.length) return { pairs, gone: gone.length, come: come.length };
  come.forEach(([branch, i], n) => pairs.push([gone[n] as SchemaNode, branch, i]));
  return { pairs, gone: 0, come: 0 };
}

function compareOpaque(
  name: string,
  old: unknown,
  now: unknown,
  place: string,
  comparison: Comparison,
): void {
  if (old === undefined && now === undefined) return;
  if (old === undefined) comparison.add("narrower", `${kebab(name)}-added`, place, `${name} was added`);
  else if (now === undefined) comparison.add("wider", `${kebab(name)}-removed`, place, `${name} was removed`);
  else if (!sameOpaque(old, now, comparison))
    comparison.add("unknown", `${kebab(name)}-changed`, place, `${name} changed`);
}

/** Compares conditions. Without `if`, `then` and `else` have no effect; a change of any changes the whole condition. */
function compareConditions(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const [had, has] = [before.if !== undefined, after.if !== undefined];
  if (!had && !has) return;
  if (!had) return comparison.add("narrower", "if-added", at(pointer, "if"), "a condition was added");
  if (!has) return comparison.add("wider", "if-removed", at(pointer, "if"), "a condition was removed");
  for (const name of ["if", "then", "else"] as const) {
    if (!same(before[name], after[name], comparison))
      comparison.add("unknown", "if-changed", at(pointer, name), "the condition changed");
  }
}

function same(old: SchemaNode | undefined, now: SchemaNode | undefined, comparison: Comparison): boolean {
  return old === undefined || now === undefined ? old === now : comparison.alike(old, now);
}

function sameOpaque(old: unknown, now: unknown, comparison: Comparison): boolean {
  if (old instanceof Map && now instanceof Map) {
    return (
      old.size === now.size &&
      [...old].every(([key, value]) => now.has(key) && sameOpaque(value, now.get(key), comparison))
    );
  }
  if (Array.isArray(old) && Array.isArray(now))
    return [...old].sort().join("\0") === [...now].sort().join("\0");
  if (isDynamic(old) && isDynamic(now))
    return old.anchor === now.anchor && comparison.alike(old.target, now.target);
  return comparison.alike(old as SchemaNode, now as SchemaNode);
}

function isDynamic(value: unknown): value is { readonly target: SchemaNode; readonly anchor?: string } {
  return typeof value === "object" && value !== null && "target" in value;
}

function count(n: number): string {
  return n === 1 ? "one branch" : `${n} branches`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
