import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { show } from "../../../../shared/text/show.js";
import { intersect } from "../algebra/intersect.js";
import { STRING } from "../algebra/type-kinds.js";
import { typeAt } from "../algebra/meet-objects.js";
import {
  anyObject,
  canBeOptional,
  never,
  objectOf,
  type ObjectType,
  type Property,
  type Type,
  unknown,
} from "../algebra/type.js";
import { patternMatcher } from "./pattern-matcher.js";
import type { Reader } from "./reader.js";

/** More names than this in `propertyNames` are not spelled out. */
const MOST_NAMES = 100;

export function speaksOfObjects(node: SchemaNode): boolean {
  const { properties, required, patternProperties, additionalProperties, propertyNames } = node;
  return [properties, required, patternProperties, additionalProperties, propertyNames].some(
    (keyword) => keyword !== undefined,
  );
}

/** Reads the objects that `properties`, `required`, `patternProperties`, `additionalProperties` and `propertyNames` allow. */
export function readObject(node: SchemaNode, typed: boolean, reader: Reader): Type {
  const patterns = [...(node.patternProperties ?? [])].map(([source, schema]) => ({
    source,
    matches: patternMatcher(source),
    type: reader.read(schema),
  }));
  const rest = node.additionalProperties === undefined ? unknown : reader.read(node.additionalProperties);
  const others: ObjectType = { ...anyObject, patterns, rest };
  const names = node.propertyNames === undefined ? undefined : finiteNames(node.propertyNames, reader);

  const declared = node.properties ?? new Map<string, SchemaNode>();
  const required = node.required ?? new Set<string>();
  const completed = reader.completed(node);
  const properties = new Map<string, Property>();
  for (const key of new Set([...declared.keys(), ...required, ...(names ?? [])])) {
    const schema = declared.get(key);
    const optional = !required.has(key) || completed.has(key);
    const type = typeOfKey(key, schema, others, node, reader);
    if (optional && !canBeOptional(key) && type.is !== "unknown") {
      reader.widened(node, `the property ${show(JSON.stringify(key), 120)}, which every object inherits`);
    }
    properties.set(key, { type, optional, nodes: schema === undefined ? [] : [schema] });
  }
  const implied = typed && node.additionalProperties === undefined;
  return objectOf(
    names === undefined
      ? { properties, patterns, rest, implied }
      : { properties, patterns: [], rest: never, implied },
  );
}

function typeOfKey(
  key: string,
  schema: SchemaNode | undefined,
  others: ObjectType,
  node: SchemaNode,
  reader: Reader,
): Type {
  if (node.propertyNames !== undefined && !reader.accepts(node.propertyNames, key)) return never;
  if (schema === undefined) return typeAt(others, key, intersect);
  const own = reader.read(schema);
  if (others.patterns.length === 0) return own;
  // Without a matching pattern, the type is `unknown` here: `additionalProperties` does not apply to a declared
  // property.
  return intersect([own, typeAt({ ...others, rest: unknown }, key, intersect)]);
}

/** Returns the property names that a schema allows, if it lists them. */
function finiteNames(node: SchemaNode, reader: Reader): readonly string[] | undefined {
  if ((reader.facts(node).possible & STRING) === 0) return [];
  if (node.values === undefined) return node.ref === undefined ? undefined : finiteNames(node.ref, reader);
  const names = node.values.filter((value) => typeof value === "string" && reader.accepts(node, value));
  return names.length > MOST_NAMES ? undefined : (names as readonly string[]);
}
