import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { show } from "../../../shared/text/show.js";
import type { Comparison } from "./comparison.js";

const LOWER = [
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
  "minContains",
] as const;
const UPPER = [
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
  "maxContains",
] as const;

/** The lower bound where none is written: there cannot be fewer than zero items. */
const FLOOR: Partial<Record<(typeof LOWER)[number], number>> = {
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  minContains: 1,
};

/** Compares limits of numbers, lengths and counts, `pattern`, `multipleOf` and `uniqueItems`. */
export function compareBounds(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const isInteger = integerOnly(before) && integerOnly(after);
  for (const name of LOWER) {
    const [old, now] = [before[name] ?? FLOOR[name], after[name] ?? FLOOR[name]];
    compareLimit(name, old, now, { sign: 1, isInteger }, pointer, comparison);
  }
  for (const name of UPPER)
    compareLimit(name, before[name], after[name], { sign: -1, isInteger }, pointer, comparison);
  compareMultiples(before.multipleOf, after.multipleOf, pointer, comparison);
  comparePatterns(before.pattern, after.pattern, pointer, comparison);
  const [old, now] = [before.uniqueItems === true, after.uniqueItems === true];
  if (old !== now)
    comparison.add(
      now ? "narrower" : "wider",
      "unique-items-changed",
      pointer,
      now ? "items must now be unique" : "items may now be equal",
    );
}

function integerOnly({ kinds, integer }: SchemaNode): boolean {
  return integer === true && kinds?.size === 1;
}

/**
 * Whether a limit excludes no integer that JSON carries exactly (RFC 8259, section 6): zod 4 adds such limits to every
 * integer.
 */
function isFormal(limit: number | undefined, sign: 1 | -1): boolean {
  return limit === undefined || limit * sign <= -Number.MAX_SAFE_INTEGER;
}

/** Compares a limit. `sign` 1: more is narrower; -1: less is narrower. */
function compareLimit(
  name: string,
  old: number | undefined,
  now: number | undefined,
  { sign, isInteger }: { readonly sign: 1 | -1; readonly isInteger: boolean },
  pointer: string,
  comparison: Comparison,
): void {
  if (old === now) return;
  const raised = now !== undefined && (old === undefined || (now - old) * sign > 0);
  const message = `${name} ${old === undefined ? "was added" : now === undefined ? "was removed" : "changed"}: ${old ?? "none"} → ${now ?? "none"}`;
  if (isInteger && isFormal(old, sign) && isFormal(now, sign))
    return comparison.add("formal", "limit-formal", pointer, message, old, now);
  comparison.add(
    raised ? "narrower" : "wider",
    raised ? "limit-tightened" : "limit-loosened",
    pointer,
    message,
    old,
    now,
  );
}

function compareMultiples(
  old: number | undefined,
  now: number | undefined,
  pointer: string,
  comparison: Comparison,
): void {
  if (old === now) return;
  const message = `multipleOf: ${old ?? "none"} → ${now ?? "none"}`;
  const divides = (a: number, b: number): boolean => Number.isInteger(a / b);
  if (old === undefined || (now !== undefined && divides(now, old)))
    comparison.add("narrower", "limit-tightened", pointer, message, old, now);
  else if (now === undefined || divides(old, now))
    comparison.add("wider", "limit-loosened", pointer, message, old, now);
  else comparison.add("changed", "multiple-changed", pointer, message, old, now);
}

function comparePatterns(
  old: string | undefined,
  now: string | undefined,
  pointer: string,
  comparison: Comparison,
): void {
  if (old === now) return;
  if (old === undefined)
    comparison.add("narrower", "pattern-added", pointer, `must now match ${show(now)}`, old, now);
  else if (now === undefined)
    comparison.add("wider", "pattern-removed", pointer, `no longer has to match ${show(old)}`, old, now);
  else
    comparison.add(
      "unknown",
      "pattern-changed",
      pointer,
      `pattern changed: ${show(old)} → ${show(now)}`,
      old,
      now,
    );
}
