import fc from "../../../support/fast-check.js";
import type { Json } from "../../../../src/shared/json/json.js";

/** Names of properties. */
export const key = fc.constantFrom("a", "b", "c");
export const scalar = fc.constantFrom<Json>("", "x", "xyz", 0, 1, 2, 1.5, true, null);
const count = fc.integer({ min: 0, max: 3 });

/** Schemas of a small world, so that values often match and edits often matter. */
const { schema } = fc.letrec<{ schema: Json; schemas: Json[]; properties: Json }>((tie) => ({
  schemas: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
  properties: fc.dictionary(key, tie("schema"), { maxKeys: 2 }),
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(
      true,
      {},
      { type: "string" },
      { type: "number" },
      { type: "integer" },
      { type: ["string", "null"] },
      false,
    ),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record(
      {
        type: fc.constantFrom("string", "array", "number"),
        minLength: count,
        maxItems: count,
        maximum: count,
      },
      { requiredKeys: ["type"] },
    ),
    fc.record(
      { type: fc.constant("array"), items: tie("schema"), minItems: count, uniqueItems: fc.boolean() },
      { requiredKeys: ["type"] },
    ),
    fc.record(
      {
        type: fc.constant("object"),
        properties: tie("properties"),
        required: fc.uniqueArray(key, { maxLength: 2 }),
        additionalProperties: tie("schema"),
        maxProperties: count,
      },
      { requiredKeys: ["type"] },
    ),
    fc.record({ prefixItems: tie("schemas"), items: tie("schema") }, { requiredKeys: ["prefixItems"] }),
    fc.record({ anyOf: tie("schemas") }),
    fc.record({ oneOf: tie("schemas") }),
    fc.record({ allOf: tie("schemas") }),
    fc.record({ not: tie("schema") }),
    fc.record({ if: tie("schema"), then: tie("schema"), else: tie("schema") }, { requiredKeys: ["if"] }),
  ) as fc.Arbitrary<Json>,
}));

/** A schema and what it may become: another one, or itself with one subschema exchanged. */
export const pair = fc.oneof(
  fc.tuple(schema, schema),
  fc
    .tuple(schema, schema, fc.nat())
    .map(([before, patch, seed]): [Json, Json] => [before, exchange(before, patch, seed)]),
);

function exchange(before: Json, patch: Json, seed: number): Json {
  if (typeof before !== "object" || before === null || Array.isArray(before) || seed % 3 === 0) return patch;
  const keys = Object.keys(before);
  const name = keys[seed % Math.max(keys.length, 1)];
  if (name === undefined) return patch;
  const object = before as { readonly [key: string]: Json };
  const inner = object[name];
  if (seed % 5 === 0) return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
  if (["items", "additionalProperties", "not", "if", "then", "else"].includes(name))
    return { ...object, [name]: exchange(inner as Json, patch, seed >> 2) };
  if (["anyOf", "oneOf", "allOf", "prefixItems"].includes(name))
    return { ...object, [name]: [...(inner as Json[]), patch].slice(seed & 1) };
  if (name === "properties") return { ...object, properties: { ...(inner as object), a: patch } };
  return patch;
}
