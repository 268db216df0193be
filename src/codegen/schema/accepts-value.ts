import { acceptsNode, type SchemaDocument, type SchemaNode } from "../../shared/json-schema/index.js";
import type { Json } from "../../shared/json/json.js";
import { patternMatcher } from "./types/read/pattern-matcher.js";

/**
 * Whether the schema at `node` accepts `value`; true if that depends on the path by which the value is reached.
 * Patterns are matched in linear time, since both come from a server.
 */
export function acceptsValue(document: SchemaDocument, node: SchemaNode, value: Json): boolean {
  if (document.dynamicAnchors.size > 0) return true;
  return acceptsNode(document, node, value, {
    matches: (pattern, text) => patternMatcher(pattern)(text) ?? true,
  });
}
