import type { Json } from "../../../shared/json/json.js";
import { readSchema, type SchemaLimits, type SchemaNode } from "../../../shared/json-schema/index.js";
import { compareAlternatives } from "./alternatives.js";
import { compareAnnotations } from "./annotations.js";
import { compareApplicators } from "./compare-applicators.js";
import { compareArrays } from "./compare-arrays.js";
import { isOnly } from "./compare-assertions.js";
import { compareBounds } from "./bounds.js";
import { Comparison } from "./comparison.js";
import type { Effect, Finding } from "./finding.js";
import { compareKinds } from "./compare-kinds.js";
import { compareObjects } from "./compare-objects.js";
import { compareValues } from "./compare-values.js";

/**
 * Returns how the schema `after` differs from `before`, compared keyword by keyword through references; `[]` if they are
 * equivalent.
 */
export function compareSchemas(
  before: Json,
  after: Json,
  limits: Partial<SchemaLimits> = {},
): readonly Finding[] {
  const [old, now] = [readSchema(before, { limits }), readSchema(after, { limits })];
  const comparison = new Comparison(old, now, compareNodes);
  comparison.compare(old.root, now.root, "");
  for (const { code, pointer, message } of now.diagnostics) {
    const known = old.diagnostics.some((other) => other.code === code && other.pointer === pointer);
    if (LOSSY.has(code) && !known) comparison.add("unknown", "not-understood", pointer, message);
  }
  return comparison.findings;
}

/** Diagnostics after which equal graphs may represent unequal schemas. */
const LOSSY: ReadonlySet<string> = new Set([
  "SCHEMA_UNRESOLVED_REF",
  "SCHEMA_PATTERN",
  "SCHEMA_TOO_LARGE",
  "SCHEMA_TOO_DEEP",
  "SCHEMA_TOO_MANY_NODES",
  "SCHEMA_LARGE_ENUM",
]);

function compareNodes(before: SchemaNode, after: SchemaNode, pointer: string, comparison: Comparison): void {
  compareAnnotations(before, after, pointer, comparison);
  const [old, now] = [target(before), target(after)];
  if (old !== before || now !== after) return comparison.compare(old, now, pointer);
  if (old.always !== undefined || now.always !== undefined)
    return compareBooleans(old, now, pointer, comparison);
  if (compareAlternatives(old, now, pointer, comparison)) return;
  if (compareValues(old, now, pointer, comparison)) return;
  if (!compareKinds(old, now, pointer, comparison)) return;
  compareBounds(old, now, pointer, comparison);
  compareObjects(old, now, pointer, comparison);
  compareArrays(old, now, pointer, comparison);
  compareApplicators(old, now, pointer, comparison);
}

/** Follows references of a schema that consists of nothing else. */
function target(node: SchemaNode): SchemaNode {
  const seen = new Set<SchemaNode>();
  let current = node;
  while (current.ref !== undefined && !seen.has(current) && isOnly(current, "ref")) {
    seen.add(current);
    current = current.ref;
  }
  return current;
}

/** Compares schemas of which one is `true` or `false`. */
function compareBooleans(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const [old, now] = [acceptance(before), acceptance(after)];
  if (old === now) return;
  const say = (effect: Effect, rule: string, message: string): void =>
    comparison.add(effect, rule, pointer, message);
  if (now === "all") say("wider", "accepts-more", "any value is now accepted");
  else if (old === "none") say("wider", "accepts-more", "no value was accepted before");
  // strictly speaking narrower, but nothing is left to read for those who read an answer
  else if (now === "none") say("changed", "accepts-nothing", "no value is now accepted");
  else say("narrower", "accepts-less", "any value was accepted before");
}

function acceptance(node: SchemaNode): "all" | "none" | "some" {
  if (node.always !== undefined) return node.always ? "all" : "none";
  return isOnly(node) ? "all" : "some";
}
