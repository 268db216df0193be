import type { SchemaDocument, SchemaNode } from "../../shared/json-schema/ir.js";
import type { Json } from "../../shared/json/json.js";
import { acceptsValue } from "./accepts-value.js";

/**
 * Returns required properties of an input that a caller may omit, with the defaults that the client fills in. A default
 * that its own schema refuses does not count.
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

/** Follows references of a node that consists of nothing else. */
export function referred(node: SchemaNode): SchemaNode {
  let at = node;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (at.ref === undefined || at.kinds !== undefined || at.properties !== undefined) break;
    at = at.ref;
  }
  return at;
}

/** References may be circular. */
const MAX_HOPS = 32;
