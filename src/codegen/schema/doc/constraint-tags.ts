import type { SchemaNode } from "../../../shared/json-schema/ir.js";
import type { DocTag } from "../../printer/index.js";

/** A tag, and a function that reads its text from a schema; `undefined` for no tag. */
type Reading = readonly [tag: DocTag["tag"], of: (node: SchemaNode) => number | string | undefined];

const NUMBERS: readonly Reading[] = [
  ["minimum", ({ minimum }) => telling(minimum)],
  ["exclusiveMinimum", (node) => node.exclusiveMinimum],
  ["maximum", ({ maximum }) => telling(maximum)],
  ["exclusiveMaximum", (node) => node.exclusiveMaximum],
];
const SIZES: readonly Reading[] = [
  ["multipleOf", (node) => node.multipleOf],
  ["minLength", (node) => node.minLength || undefined],
  ["maxLength", (node) => node.maxLength],
  ["minItems", (node) => (node.prefixItems === undefined ? node.minItems || undefined : undefined)],
  ["maxItems", (node) => (node.prefixItems === undefined ? node.maxItems : undefined)],
  ["minProperties", (node) => node.minProperties || undefined],
  ["maxProperties", (node) => node.maxProperties],
];
const TEXTS: readonly Reading[] = [
  ["pattern", (node) => node.pattern],
  ["format", ({ annotations }) => annotations.format],
  ["contentEncoding", ({ annotations }) => annotations.contentEncoding],
  ["contentMediaType", ({ annotations }) => annotations.contentMediaType],
];

/** Returns the constraints on a value beyond its TypeScript type, as a tag for each, named after the keyword. */
export function constraintTags(node: SchemaNode): readonly DocTag[] {
  const tags: DocTag[] = [];
  if (node.values !== undefined) return tags;
  // most schemas have none of these, so nothing is allocated for absent keywords
  const read = (readings: readonly Reading[]): void => {
    for (const [tag, of] of readings) {
      const value = of(node);
      if (value !== undefined) tags.push({ tag, text: String(value) });
    }
  };
  if (node.kinds?.has("number") !== false) read(NUMBERS);
  read(SIZES);
  if (node.uniqueItems === true) tags.push({ tag: "uniqueItems" });
  read(TEXTS);
  return tags;
}

/** Whether only integers are allowed, which a TypeScript type cannot say. */
export function isInteger(node: SchemaNode): boolean {
  return node.values === undefined && node.kinds?.has("number") !== false && node.integer === true;
}

/** Drops the range of safe integers, which zod writes on every integer and which tells a reader nothing. */
function telling(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}
