import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { intersect } from "../algebra/intersect.js";
import { OBJECT } from "../algebra/kinds.js";
import {
  anyObject,
  canBeOptional,
  isAnyObject,
  never,
  objectOf,
  type Property,
  type Type,
  unknown,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import type { Reader } from "./reader.js";

/** `dependentRequired` and `dependentSchemas`: of each, the objects without the property and those that meet its terms. */
export function readDependents(node: SchemaNode, reader: Reader): readonly Type[] {
  const required = [...(node.dependentRequired ?? [])].map(
    ([key, names]) => [key, having([key, ...names])] as const,
  );
  const schemas = [...(node.dependentSchemas ?? [])].map(([key, schema]) => {
    const terms = reader.readInPlace(schema, OBJECT);
    return [key, isAnyObject(terms) ? anyObject : intersect([having([key]), terms])] as const;
  });
  return [...required, ...schemas].flatMap(([key, having]) => {
    if (isAnyObject(having)) return [];
    if (node.required?.has(key) === true) return [having];
    if (canBeOptional(key)) return [union([lacking(key), having])];
    reader.widened(node, `what depends on ${JSON.stringify(key)}`);
    return [];
  });
}

function having(names: readonly string[]): Type {
  const property: Property = { type: unknown, optional: false, nodes: [] };
  return objectOf({ ...anyObject, properties: new Map(names.map((name) => [name, property])) });
}

function lacking(name: string): Type {
  return objectOf({
    ...anyObject,
    properties: new Map([[name, { type: never, optional: true, nodes: [] }]]),
  });
}
