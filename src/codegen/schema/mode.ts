import { parts, type SchemaNode, sameValue } from "../../shared/json-schema/index.js";

/**
 * Whether the type of `node` depends on the mode: an object that may have other keys is printed with an index signature as output
 * and without one as input. Only the tree down to the next definitions counts.
 */
export function isModeSensitive(node: SchemaNode, isDefinition: (node: SchemaNode) => boolean): boolean {
  if (mayBeOpenObject(node)) return true;
  return [...sameValue(node), ...parts(node)].some(
    (inner) => !isDefinition(inner) && isModeSensitive(inner, isDefinition),
  );
}

function mayBeOpenObject(node: SchemaNode): boolean {
  if (node.always !== undefined || node.values !== undefined) return false;
  if (node.kinds?.has("object") === false || node.additionalProperties?.always === false) return false;
  return (
    node.kinds !== undefined ||
    node.properties !== undefined ||
    node.required !== undefined ||
    node.additionalProperties !== undefined
  );
}
