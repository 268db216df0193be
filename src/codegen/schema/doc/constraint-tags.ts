import type { SchemaNode } from "../../../shared/json-schema/ir.js";
import type { DocTag } from "../../printer/index.js";

/** Returns the constraints on a value beyond its TypeScript type, as a tag for each, named after the keyword. */
export function constraintTags(node: SchemaNode): readonly DocTag[] {
  if (node.values !== undefined) return [];
  const { annotations } = node;
  const isNumber = node.kinds?.has("number") !== false;
  const limits: readonly (readonly [DocTag["tag"], number | undefined])[] = [
    ["minimum", isNumber ? telling(node.minimum) : undefined],
    ["exclusiveMinimum", isNumber ? node.exclusiveMinimum : undefined],
    ["maximum", isNumber ? telling(node.maximum) : undefined],
    ["exclusiveMaximum", isNumber ? node.exclusiveMaximum : undefined],
    ["multipleOf", node.multipleOf],
    ["minLength", node.minLength || undefined],
    ["maxLength", node.maxLength],
    ["minItems", node.prefixItems === undefined ? node.minItems || undefined : undefined],
    ["maxItems", node.prefixItems === undefined ? node.maxItems : undefined],
    ["minProperties", node.minProperties || undefined],
    ["maxProperties", node.maxProperties],
  ];
  const texts: readonly (readonly [DocTag["tag"], string | undefined])[] = [
    ["pattern", node.pattern],
    ["format", annotations.format],
    ["contentEncoding", annotations.contentEncoding],
    ["contentMediaType", annotations.contentMediaType],
  ];
  return [
    ...limits.flatMap(([tag, limit]) => (limit === undefined ? [] : [{ tag, text: String(limit) }])),
    ...(node.uniqueItems === true ? [{ tag: "uniqueItems" } as const] : []),
    ...texts.flatMap(([tag, text]) => (text === undefined ? [] : [{ tag, text }])),
  ];
}

/** Whether only integers are allowed, which a TypeScript type cannot say. */
export function isInteger(node: SchemaNode): boolean {
  return node.values === undefined && node.kinds?.has("number") !== false && node.integer === true;
}

/** Drops the range of safe integers, which zod writes on every integer and which tells a reader nothing. */
function telling(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}
