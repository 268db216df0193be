import type { SchemaNode } from "./ir.js";

/** Yields the subschemas that evaluate the same value as `node`. */
export function* sameValue(node: SchemaNode): Generator<SchemaNode> {
  yield* node.allOf ?? [];
  yield* node.anyOf ?? [];
  yield* node.oneOf ?? [];
  for (const inner of [node.not, node.if, node.then, node.else]) if (inner !== undefined) yield inner;
  yield* node.dependentSchemas?.values() ?? [];
}

/** Yields the subschemas that evaluate a part of the value: an item, a property or its name. */
export function* parts(node: SchemaNode): Generator<SchemaNode> {
  yield* node.prefixItems ?? [];
  yield* node.properties?.values() ?? [];
  yield* node.patternProperties?.values() ?? [];
  for (const inner of [
    node.items,
    node.contains,
    node.unevaluatedItems,
    node.additionalProperties,
    node.propertyNames,
    node.unevaluatedProperties,
  ]) {
    if (inner !== undefined) yield inner;
  }
}

/** Returns every node that is reachable from `roots`, each once. */
export function everyNode(roots: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const seen = new Set(roots);
  // A `for…of` over a set includes what is added meanwhile.
  for (const node of seen) {
    for (const inner of sameValue(node)) seen.add(inner);
    for (const inner of parts(node)) seen.add(inner);
    if (node.ref !== undefined) seen.add(node.ref);
    if (node.dynamicRef !== undefined) seen.add(node.dynamicRef.target);
  }
  return seen;
}
