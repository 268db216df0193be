import type { Json, JsonObject } from "../../../src/shared/json/json.js";
import { isJsonObject } from "../../../src/shared/json/json.js";
import type { Kind, SchemaNode } from "../../../src/shared/json-schema/index.js";

const DEEPEST = 6;
const BY_KIND: Readonly<Record<Kind, Json>> = {
  string: "text",
  number: 1,
  boolean: true,
  null: null,
  object: {},
  array: [],
};

/** Values near `node`: with every property and with the required ones, then with one thing wrong at a time. Same schema, same values. */
export function samplesOf(node: SchemaNode): readonly Json[] {
  const full = valueOf(node, true, 0);
  const bare = valueOf(node, false, 0);
  const all = [full, bare, ...variantsOf(node), ...wrong(full), { unknownKey: 1 }, "text", 1, null, []];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()].slice(0, 40);
}

/** One value for each branch of a union at the top or in a property. */
function variantsOf(node: SchemaNode): readonly Json[] {
  const branches = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].map((branch) => valueOf(branch, true, 0));
  const full = valueOf(node, true, 0);
  if (!isJsonObject(full)) return branches;
  const inProperties = [...(node.properties ?? [])].flatMap(([key, property]) =>
    [...(property.anyOf ?? []), ...(property.oneOf ?? [])].map((branch): Json => ({
      ...full,
      [key]: valueOf(branch, true, 1),
    })),
  );
  return [...branches, ...inProperties];
}

function valueOf(node: SchemaNode, everything: boolean, depth: number): Json {
  if (depth > DEEPEST) return null;
  const again = (part: SchemaNode): Json => valueOf(part, everything, depth + 1);
  if (node.values !== undefined) return node.values[0] ?? null;
  if (node.ref !== undefined) return again(node.ref);
  const branch = node.anyOf?.[0] ?? node.oneOf?.[0];
  if (branch !== undefined && node.properties === undefined) return again(branch);
  if (node.allOf !== undefined) {
    const parts = node.allOf.map(again);
    return parts.every(isJsonObject) ? Object.assign({}, ...parts) : (parts[0] ?? null);
  }
  const [kind = node.properties === undefined ? undefined : "object"] = [...(node.kinds ?? [])];
  if (kind === "object") return objectOf(node, everything, again);
  if (kind === "array")
    return node.items === undefined || !everything
      ? []
      : Array.from({ length: Math.min(node.minItems ?? 1, 5) }, () => again(node.items as SchemaNode));
  if (kind === "number") return node.minimum ?? Math.min(node.maximum ?? 1, 1);
  return kind === undefined ? "anything" : BY_KIND[kind];
}

function objectOf(node: SchemaNode, everything: boolean, again: (part: SchemaNode) => Json): JsonObject {
  const keys = [...(node.properties?.keys() ?? [])].filter(
    (key) => everything || node.required?.has(key) === true,
  );
  const entries = keys.map((key) => [key, again(node.properties?.get(key) as SchemaNode)] as const);
  const rest =
    everything && node.additionalProperties !== undefined && node.additionalProperties.always === undefined;
  return Object.fromEntries(rest ? [...entries, ["otherKey", again(node.additionalProperties)]] : entries);
}

/** `value` with one member missing, one of another kind, or one too many. */
function wrong(value: Json): readonly Json[] {
  if (!isJsonObject(value)) return [];
  const keys = Object.keys(value).slice(0, 12);
  const without = keys.map((key) =>
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)),
  );
  const changed = keys.map((key) => ({ ...value, [key]: typeof value[key] === "string" ? 12.5 : "changed" }));
  return [...without, ...changed, { ...value, unknownKey: [1] }];
}
