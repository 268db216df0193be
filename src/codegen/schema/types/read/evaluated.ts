import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import {
  anyArray,
  anyObject,
  type ArrayType,
  type ObjectType,
  type PatternType,
  type Property,
  type Type,
  unknown,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { dynamicTarget, inPlace } from "./in-place.js";
import { patternMatcher } from "./pattern-matcher.js";
import type { Reader } from "./reader.js";

/** Returns `node` and all schemas that apply to the same value; `undefined` if that depends on the path to it. */
function speakers(node: SchemaNode): ReadonlySet<SchemaNode> | undefined {
  const seen = new Set<SchemaNode>([node]);
  for (const each of seen) {
    if (each.dynamicRef !== undefined && dynamicTarget(each) === undefined) return undefined;
    for (const part of inPlace(each)) seen.add(part);
  }
  return seen;
}

/** Returns the names that `node`, or a schema that applies in place, mentions. */
export function spokenNames(node: SchemaNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of speakers(node) ?? [node]) {
    for (const key of each.properties?.keys() ?? []) names.add(key);
    for (const key of each.required ?? []) names.add(key);
  }
  return names;
}

/** Reads `unevaluatedProperties`: the types of keys that no schema in place has evaluated, whichever of them apply. */
export function unevaluatedProperties(node: SchemaNode, unevaluated: SchemaNode, reader: Reader): ObjectType {
  const all = speakers(node);
  if (all === undefined) return anyObject;
  const properties = new Map<string, Property>();
  const patterns = new Map<string, PatternType>();
  const rest: Type[] = [reader.read(unevaluated)];
  for (const each of all) {
    for (const key of each.properties?.keys() ?? [])
      properties.set(key, { type: unknown, optional: true, nodes: [] });
    for (const source of each.patternProperties?.keys() ?? [])
      patterns.set(source, { source, matches: patternMatcher(source), type: unknown });
    if (each.additionalProperties !== undefined) rest.push(reader.read(each.additionalProperties));
    if (each !== node && each.unevaluatedProperties !== undefined)
      rest.push(reader.read(each.unevaluatedProperties));
  }
  return { ...anyObject, properties, patterns: [...patterns.values()], rest: union(rest), implied: false };
}

/** Reads `unevaluatedItems` likewise. What `contains` finds is evaluated at any position. */
export function unevaluatedItems(node: SchemaNode, unevaluated: SchemaNode, reader: Reader): ArrayType {
  const all = speakers(node);
  if (all === undefined) return anyArray;
  let evaluated = 0;
  const rest: Type[] = [reader.read(unevaluated)];
  for (const each of all) {
    evaluated = Math.max(evaluated, each.prefixItems?.length ?? 0);
    if (each.items !== undefined) rest.push(reader.read(each.items));
    if (each.contains !== undefined) rest.push(reader.read(each.contains));
    if (each !== node && each.unevaluatedItems !== undefined) rest.push(reader.read(each.unevaluatedItems));
  }
  return { ...anyArray, items: Array.from({ length: evaluated }, () => unknown), rest: union(rest) };
}
