import type { SchemaDocument, SchemaNode } from "../../shared/json-schema/ir.js";
import type { Json } from "../../shared/json/json.js";
import { acceptsValue } from "./accepts-value.js";

/**
 * Required properties of an input that a caller may leave out, with the values that the client fills in: their defaults.
 * A default that its own schema refuses is none.
 */
export function inputDefaults(document: SchemaDocument, input: SchemaNode): ReadonlyMap<string, Json> {
  const { properties, required } = referred(input);
  const defaults = new Map<string, Json>();
  for (const name of required ?? []) {
    const property = properties?.get(name);
    const value = property?.annotations.default;
    if (property !== undefined && value !== undefined && acceptsValue(document, property, value))
      defaults.set(name, value);
  }
  return defaults;
}

/** What a node that is nothing but a reference stands for. */
export function referred(node: SchemaNode): SchemaNode {
  let at = node;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (at.ref === undefined || at.kinds !== undefined || at.properties !== undefined) break;
    at = at.ref;
  }
  return at;
}

/** References may lead in a circle. */
const MAX_HOPS = 32;
