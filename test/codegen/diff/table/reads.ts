import type { Json } from "../../../../src/shared/json/json.js";
import { readSchema, type SchemaNode } from "../../../../src/shared/json-schema/index.js";

/**
 * Statements that read everything that a schema promises of the value `expression`: each declared property by itself, each item,
 * and each value as what it was said to be.
 */
export function reads(schema: Json, expression: string): readonly string[] {
  return readsOf(readSchema(schema).root, expression, 0);
}

function readsOf(node: SchemaNode, expression: string, depth: number): readonly string[] {
  const target = node.ref ?? node;
  const whole = `{ const read: ${typeOf(target, 0)} = ${expression}; void read; }`;
  if (depth > 5 || target.kinds?.size !== 1) return [whole];
  const properties = [...(target.properties ?? [])].flatMap(([name, property]) => {
    const at = `${expression}[${JSON.stringify(name)}]`;
    const inner = readsOf(property, at, depth + 1);
    return target.required?.has(name) === true ? inner : [`if (${at} !== undefined) { ${inner.join(" ")} }`];
  });
  const items =
    target.kinds.has("array") && target.items !== undefined && target.prefixItems === undefined
      ? [
          `for (const item${depth} of ${expression}) { ${readsOf(target.items, `item${depth}`, depth + 1).join(" ")} }`,
        ]
      : [];
  const others = target.additionalProperties;
  const values =
    target.kinds.has("object") && target.properties === undefined && others?.kinds !== undefined
      ? [
          `for (const value${depth} of Object.values(${expression})) { ${readsOf(others, `value${depth}`, depth + 1).join(" ")} }`,
        ]
      : [];
  return [whole, ...properties, ...items, ...values];
}

const WORDS = { string: "string", number: "number", boolean: "boolean", null: "null" } as const;

/** What a schema promises, as a type that names only what is declared. */
function typeOf(node: SchemaNode, depth: number): string {
  if (depth > 5) return "unknown";
  if (node.ref !== undefined) return typeOf(node.ref, depth + 1);
  if (node.values !== undefined) return node.values.map((value) => JSON.stringify(value)).join(" | ");
  const branches = node.anyOf ?? node.oneOf;
  if (branches !== undefined) return branches.map((branch) => `(${typeOf(branch, depth + 1)})`).join(" | ");
  if (node.allOf !== undefined)
    return node.allOf.map((branch) => `(${typeOf(branch, depth + 1)})`).join(" & ");
  if (node.kinds === undefined) return node.properties === undefined ? "unknown" : objectType(node, depth);
  return [...node.kinds]
    .map((kind) => {
      if (kind === "object") return objectType(node, depth);
      if (kind === "array") return arrayType(node, depth);
      return WORDS[kind];
    })
    .join(" | ");
}

function arrayType({ prefixItems, items }: SchemaNode, depth: number): string {
  if (prefixItems !== undefined)
    return `readonly [${prefixItems.map((item) => typeOf(item, depth + 1)).join(", ")}]`;
  return `readonly (${items === undefined ? "unknown" : typeOf(items, depth + 1)})[]`;
}

function objectType({ properties, required, additionalProperties }: SchemaNode, depth: number): string {
  const declared = [...(properties ?? [])].map(
    ([name, property]) =>
      `${JSON.stringify(name)}${required?.has(name) === true ? "" : "?"}: ${typeOf(property, depth + 1)}`,
  );
  const typed = additionalProperties?.always === undefined && additionalProperties !== undefined;
  const others =
    typed && declared.length === 0 ? [`[key: string]: ${typeOf(additionalProperties, depth + 1)}`] : [];
  return `{ ${[...declared, ...others].join("; ")} }`;
}
