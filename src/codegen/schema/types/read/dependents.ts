import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { show } from "../../../../shared/text/show.js";
import { intersect } from "../algebra/intersect.js";
import { ALL_KINDS, type Kinds } from "../algebra/type-kinds.js";
import {
  canBeOptional,
  isAnyObject,
  never,
  objectWith,
  type Property,
  type Type,
  unknown,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import type { Reader } from "./reader.js";

const PRESENT: Property = { type: unknown, optional: false, nodes: [] };
const ABSENT: Property = { type: never, optional: true, nodes: [] };

/**
 * Reads `dependentRequired` and `dependentSchemas`: for each, the objects without the property and those that meet its
 * conditions.
 */
export function readDependents(node: SchemaNode, kinds: Kinds, reader: Reader): readonly Type[] {
  const implied = kinds !== ALL_KINDS;
  const having = (names: readonly string[]): Type =>
    objectWith(
      names.map((name) => [name, PRESENT]),
      implied,
    );
  const required = [...(node.dependentRequired ?? [])].map(
    ([key, names]) => [key, having([key, ...names])] as const,
  );
  const schemas = [...(node.dependentSchemas ?? [])].map(([key, schema]) => {
    const terms = reader.readInPlace(schema, kinds);
    return [key, intersect([having([key]), terms]), terms] as const;
  });
  return [...required, ...schemas].flatMap(([key, having, terms]) => {
    if (terms?.is === "unknown" || (terms !== undefined && isAnyObject(terms))) return [];
    if (node.required?.has(key) === true) return [having];
    if (canBeOptional(key)) return [union([objectWith([[key, ABSENT]], implied), having])];
    reader.widened(node, `what depends on ${show(JSON.stringify(key), 120)}`);
    return [];
  });
}
