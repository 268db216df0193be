import type { SchemaNode } from "../../../shared/json-schema/index.js";
import type { Comparison } from "./comparison.js";
import { at } from "./pointer.js";

/**
 * Compares the items of a list or tuple position by position; a position without its own schema is compared with that of
 * the rest.
 */
export function compareArrays(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const [old, now] = [before.prefixItems ?? [], after.prefixItems ?? []];
  for (let i = 0; i < Math.max(old.length, now.length); i++) {
    compareItem(old[i] ?? before.items, now[i] ?? after.items, at(pointer, "prefixItems", i), comparison);
  }
  compareItem(before.items, after.items, at(pointer, "items"), comparison);
}

function compareItem(
  old: SchemaNode | undefined,
  now: SchemaNode | undefined,
  place: string,
  comparison: Comparison,
): void {
  if (old !== undefined && now !== undefined) comparison.compare(old, now, place);
  else if (now !== undefined && now.always !== true)
    comparison.add("narrower", "items-typed", place, "items now have a type");
  else if (old !== undefined && old.always !== true)
    comparison.add("wider", "items-untyped", place, "items may now be anything");
}
