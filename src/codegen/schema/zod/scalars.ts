import { code, type Code, number, string } from "../../printer/index.js";
import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { planPattern } from "../../../shared/json-schema/pattern/index.js";
import { method, zod } from "./helpers.js";
import type { Printing } from "./printing.js";
import { contentOf, formatOf } from "./formats.js";

export function isConstrainedNumber(node: SchemaNode): boolean {
  return (
    (node.integer ??
      node.minimum ??
      node.maximum ??
      node.exclusiveMinimum ??
      node.exclusiveMaximum ??
      node.multipleOf) !== undefined
  );
}

export function printNumber(node: SchemaNode, printing: Printing): Code {
  const safe = node.integer === true && isSafe(node);
  let out = node.integer !== true ? zod("number") : safe ? zod("int") : printing.helper("integer");
  const bounds = [
    ["min", node.minimum],
    ["max", node.maximum],
    ["gt", node.exclusiveMinimum],
    ["lt", node.exclusiveMaximum],
  ] as const;
  for (const [name, bound] of bounds)
    if (bound !== undefined && !(safe && isImplied(name, bound))) out = method(out, name, number(bound));
  return node.multipleOf === undefined
    ? out
    : method(out, "check", printing.helper("multipleOf", number(node.multipleOf)));
}

/** Whether every integer within the bounds is a safe one, so that `z.int()`, which refuses others, means the same. */
function isSafe(node: SchemaNode): boolean {
  const low = Math.max(node.minimum ?? -Infinity, node.exclusiveMinimum ?? -Infinity);
  const high = Math.min(node.maximum ?? Infinity, node.exclusiveMaximum ?? Infinity);
  return low >= Number.MIN_SAFE_INTEGER && high <= Number.MAX_SAFE_INTEGER;
}

/** Whether `z.int()` implies this bound, which zod writes beside every integer. */
function isImplied(name: "min" | "max" | "gt" | "lt", bound: number): boolean {
  return (
    (name === "min" && bound === Number.MIN_SAFE_INTEGER) ||
    (name === "max" && bound === Number.MAX_SAFE_INTEGER)
  );
}

export function isConstrainedString(node: SchemaNode, printing: Printing): boolean {
  return (
    (node.minLength ?? node.maxLength ?? node.pattern) !== undefined ||
    formatOf(node, printing) !== undefined ||
    contentOf(node, printing) !== undefined
  );
}

export function printString(node: SchemaNode, printing: Printing): Code {
  const { minLength, maxLength, pattern } = node;
  let out = zod("string");
  if (minLength !== undefined && minLength === maxLength) out = method(out, "length", number(minLength));
  else {
    if (minLength !== undefined) out = method(out, "min", number(minLength));
    if (maxLength !== undefined) out = method(out, "max", number(maxLength));
  }
  if (pattern !== undefined) out = printPattern(out, pattern, printing);
  for (const check of [formatOf(node, printing), contentOf(node, printing)])
    if (check !== undefined) out = method(out, "check", check);
  return out;
}

/** Prints a pattern: as a regular expression if JavaScript matches it in linear time, else for an automaton. */
function printPattern(target: Code, source: string, printing: Printing): Code {
  const plan = planPattern(source);
  if (plan.engine === "native" && plan.source === source)
    return method(target, "regex", code`new RegExp(${string(source)}, "u")`);
  return method(target, "check", printing.helper("pattern", string(source)));
}
