import type { SchemaNode } from "../../../shared/json-schema/ir.js";
import type { SchemaDeclaration } from "../schema-plan.js";
import { acceptsValue } from "./accepts.js";

/** Required properties of an input that a caller may leave out: each has a valid default, which the client fills in. */
export function completedProperties({ root, mode, node, document }: SchemaDeclaration): ReadonlySet<string> {
  if (root === undefined || mode !== "input") return new Set();
  const { properties, required } = schemaOfInput(node);
  const names = [...(required ?? [])].filter((name) => {
    const property = properties?.get(name);
    const value = property?.annotations.default;
    return property !== undefined && value !== undefined && acceptsValue(document, property, value);
  });
  return new Set(names);
}

/** What an input that is nothing but a reference stands for. */
export function schemaOfInput(node: SchemaNode): SchemaNode {
  return node.ref !== undefined && node.kinds === undefined && node.properties === undefined
    ? schemaOfInput(node.ref)
    : node;
}
