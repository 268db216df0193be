import type { SchemaNode } from "../../../../shared/json-schema/ir.js";

/** Returns the target of a `$dynamicRef` if it is the same everywhere; `undefined` if it depends on the path to it. */
export function dynamicTarget({ dynamicRef }: SchemaNode): SchemaNode | undefined {
  return dynamicRef?.anchor === undefined ? dynamicRef?.target : undefined;
}

/** Returns subschemas that apply to the same value as `node` and may leave annotations on it. */
export function inPlace(node: SchemaNode): readonly SchemaNode[] {
  const { ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = new Map<string, SchemaNode>() } = node;
  const single = [ref, dynamicTarget(node), node.if, node.then, node.else];
  return [
    ...single.filter((each) => each !== undefined),
    ...allOf,
    ...anyOf,
    ...oneOf,
    ...dependentSchemas.values(),
  ];
}

/** Fields of a node that are not keywords, or that only affect how others are read. */
const SILENT: ReadonlySet<string> = new Set([
  "pointer",
  "annotations",
  "resource",
  "integer",
  "refThrough",
  "containsEvaluates",
]);

/** Returns the keywords that are present and can refuse a value. */
export function assertionsOf(node: SchemaNode): readonly string[] {
  return Object.keys(node).filter((key) => !SILENT.has(key) && node[key as keyof SchemaNode] !== undefined);
}
