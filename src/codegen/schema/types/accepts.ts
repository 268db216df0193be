import type { SchemaDocument, SchemaNode } from "../../../shared/json-schema/ir.js";
import type { Json } from "../../../shared/json/json.js";

export function acceptsValue(_document: SchemaDocument, _node: SchemaNode, _value: Json): boolean {
  return true;
}
