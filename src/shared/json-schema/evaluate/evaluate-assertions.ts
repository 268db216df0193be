import { isJsonObject, type Json } from "../../json/json.js";
import { areUnique, equal } from "../equal.js";
import type { SchemaNode } from "../ir.js";
import { kindOf } from "../kind.js";
import { codePoints } from "../length.js";
import { isMultipleOf } from "../multiple-of.js";

const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether a text matches a pattern. */
export type Matches = (pattern: string, text: string) => boolean;

/** Returns what `value` violates of the keywords that assert something by themselves, in words; `undefined` if nothing. */
export function faultIn(node: SchemaNode, value: unknown, matches: Matches): string | undefined {
  const kind = kindOf(value);
  if (node.kinds !== undefined && !node.kinds.has(kind))
    return `expected ${[...node.kinds].join(" or ")}, received ${kind}`;
  if (node.integer === true && kind === "number" && !Number.isInteger(value)) return "expected an integer";
  if (node.values !== undefined && !node.values.some((allowed) => equal(allowed, value)))
    return `expected ${listed(node.values)}`;
  if (typeof value === "number") return faultInNumber(node, value);
  if (typeof value === "string") return faultInString(node, value, matches);
  if (Array.isArray(value)) return faultInArray(node, value);
  return kind === "object" ? faultInObject(node, value as object) : undefined;
}

/** Most values of an enum that a message names. */
const MOST_VALUES = 20;

function listed(values: readonly Json[]): string {
  const [only] = values;
  if (values.length === 1) return JSON.stringify(only);
  const shown = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value));
  const more = values.length - shown.length;
  return `one of ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function faultInNumber(node: SchemaNode, value: number): string | undefined {
  if (!Number.isFinite(value)) return "expected a number that JSON can represent";
  if (node.minimum !== undefined && value < node.minimum) return `expected at least ${node.minimum}`;
  if (node.maximum !== undefined && value > node.maximum) return `expected at most ${node.maximum}`;
  if (node.exclusiveMinimum !== undefined && value <= node.exclusiveMinimum)
    return `expected more than ${node.exclusiveMinimum}`;
  if (node.exclusiveMaximum !== undefined && value >= node.exclusiveMaximum)
    return `expected less than ${node.exclusiveMaximum}`;
  if (node.multipleOf !== undefined && !isMultipleOf(value, node.multipleOf))
    return `expected a multiple of ${node.multipleOf}`;
  return undefined;
}

function faultInString(node: SchemaNode, value: string, matches: Matches): string | undefined {
  const length = node.minLength === undefined && node.maxLength === undefined ? 0 : codePoints(value);
  if (node.minLength !== undefined && length < node.minLength)
    return `expected at least ${node.minLength} characters`;
  if (node.maxLength !== undefined && length > node.maxLength)
    return `expected at most ${node.maxLength} characters`;
  if (node.pattern !== undefined && !matches(node.pattern, value))
    return `expected a match of the pattern ${node.pattern}`;
  return undefined;
}

function faultInArray(node: SchemaNode, value: readonly unknown[]): string | undefined {
  if (node.minItems !== undefined && value.length < node.minItems)
    return `expected at least ${node.minItems} items`;
  if (node.maxItems !== undefined && value.length > node.maxItems)
    return `expected at most ${node.maxItems} items`;
  if (node.uniqueItems === true && !areUnique(value)) return "expected no two items to be equal";
  return undefined;
}

/** Returns the first required property that `value` does not have. */
export function missingIn({ required = NO_NAMES }: SchemaNode, value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  for (const name of required) if (!Object.hasOwn(value, name)) return name;
  return undefined;
}

function faultInObject(node: SchemaNode, value: object): string | undefined {
  const { minProperties, maxProperties } = node;
  const size = minProperties === undefined && maxProperties === undefined ? 0 : Object.keys(value).length;
  if (minProperties !== undefined && size < minProperties)
    return `expected at least ${minProperties} properties`;
  if (maxProperties !== undefined && size > maxProperties)
    return `expected at most ${maxProperties} properties`;
  for (const [name, needed] of node.dependentRequired ?? []) {
    const missing = Object.hasOwn(value, name)
      ? needed.find((other) => !Object.hasOwn(value, other))
      : undefined;
    if (missing !== undefined)
      return `the property ${JSON.stringify(name)} needs the property ${JSON.stringify(missing)}`;
  }
  return undefined;
}
