import type { Json, JsonObject } from "../../../../src/shared/json/json.js";
import {
  acceptsNode,
  readSchema,
  type SchemaDocument,
  type SchemaNode,
} from "../../../../src/shared/json-schema/index.js";

/** More samples than this of one subschema prove nothing more. */
const MOST = 24;

/** Values that a schema accepts: smallest and fullest objects, every member of an enumeration, every branch, the ends of ranges. */
export function samples(schema: Json): readonly Json[] {
  const document = readSchema(schema);
  return of(document.root, document, 0);
}

/** Whether a schema accepts a value. */
export function accepts(schema: Json, value: Json): boolean {
  const document = readSchema(schema);
  return acceptsNode(document, document.root, value);
}

function of(node: SchemaNode, document: SchemaDocument, depth: number): readonly Json[] {
  const found = depth > 6 ? [] : candidates(node, document, depth);
  const distinct = new Map(found.map((value) => [JSON.stringify(value), value]));
  return [...distinct.values()].filter((value) => acceptsNode(document, node, value)).slice(0, MOST);
}

function candidates(node: SchemaNode, document: SchemaDocument, depth: number): readonly Json[] {
  if (node.values !== undefined) return node.values;
  const inner = [node.ref, ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  const branches = inner.flatMap((branch) => (branch === undefined ? [] : of(branch, document, depth + 1)));
  const has = (kind: "object" | "array" | "string" | "number" | "boolean" | "null"): boolean =>
    node.kinds === undefined || node.kinds.has(kind);
  return [
    ...branches,
    ...(has("string") ? ["x", "y", "xy", "xyz1", "", "2026-01-01"] : []),
    ...(has("number") ? numbers(node) : []),
    ...(has("boolean") ? [true, false] : []),
    ...(has("null") ? [null] : []),
    ...(has("array") ? arrays(node, document, depth) : []),
    ...(has("object") ? objects(node, document, depth) : []),
  ];
}

function numbers({ minimum, maximum, multipleOf }: SchemaNode): readonly number[] {
  return [minimum, maximum, multipleOf, 1, 0, 2, 4, 1.5].filter((value) => value !== undefined);
}

function arrays(node: SchemaNode, document: SchemaDocument, depth: number): readonly Json[] {
  const prefix = (node.prefixItems ?? []).map((item) => of(item, document, depth + 1)[0] ?? null);
  const items = node.items === undefined ? ["x", 1] : of(node.items, document, depth + 1);
  return [
    prefix,
    [],
    ...items.map((item) => [...prefix, item]),
    ...items.map((item) => [...prefix, item, item]),
    [...prefix, ...items],
  ];
}

/** Only what is required, everything, and each property with each of its samples. */
function objects(node: SchemaNode, document: SchemaDocument, depth: number): readonly Json[] {
  const properties = [...(node.properties ?? [])].map(
    ([name, property]) => [name, of(property, document, depth + 1)] as const,
  );
  const required = node.required ?? new Set<string>();
  const smallest: JsonObject = Object.fromEntries([
    ...[...required].map((name) => [name, "x"] as const),
    ...properties.flatMap(([name, [first]]) =>
      required.has(name) && first !== undefined ? [[name, first] as const] : [],
    ),
  ]);
  const fullest = Object.fromEntries(
    properties.flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])),
  );
  const others =
    node.additionalProperties === undefined ? [] : of(node.additionalProperties, document, depth + 1);
  const isUntyped =
    node.kinds?.size === 1 && node.properties === undefined && node.additionalProperties === undefined;
  return [
    smallest,
    ...(isUntyped ? [{ ...smallest, other: "x" }] : []),
    { ...smallest, ...fullest },
    ...properties.flatMap(([name, found]) => found.map((value) => ({ ...smallest, [name]: value }))),
    ...others.map((value) => ({ ...smallest, other: value })),
    ...(node.additionalProperties?.always === false ? [] : [{ ...smallest, undeclared: "x" }]),
  ];
}

/** A sample of which every property is declared: what a caller can write down as a literal. */
export function isDeclared(schema: Json, value: Json): boolean {
  return !JSON.stringify(value).includes('"undeclared"') && accepts(schema, value);
}
