import type { SchemaNode } from "../../../../shared/json-schema/ir.js";

/** What a `$dynamicRef` means wherever it is used; `undefined` where that depends on the path to it. */
export function dynamicTarget({ dynamicRef }: SchemaNode): SchemaNode | undefined {
  return dynamicRef?.anchor === undefined ? dynamicRef?.target : undefined;
}

/** Subschemas that say something about the very value that `node` does, and may leave annotations on it. */
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

/** Fields of a node that are no keyword, or that only tell how to read one. */
const SILENT: ReadonlySet<string> = new Set([
  "pointer",
  "annotations",
  "resource",
  "integer",
  "refThrough",
  "containsEvaluates",
]);

/** Keywords that are present and can refuse a value. */
export function assertionsOf(node: SchemaNode): readonly string[] {
  return Object.keys(node).filter((key) => !SILENT.has(key) && node[key as keyof SchemaNode] !== undefined);
}
