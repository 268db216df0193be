import fc from "../support/fast-check.js";
import type { Json } from "../../src/shared/json/json.js";

const NAMES = ["a", "b", "c", "kind", "toString", "__proto__", "constructor", "a-b", ""] as const;
const SCALARS: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  3,
  1e20,
  "",
  "a",
  "b",
  "ab",
  "😀",
  "x-1",
  "abc",
];
const PATTERNS = [
  "^a",
  "^[a-c]+$",
  "b$",
  "^x-\\d+$",
  "^\\p{L}*$",
  ".",
  "(a|ab)+c?",
  "^.{2,3}$",
  "[^a]",
] as const;

const name = fc.constantFrom(...NAMES);
const count = fc.integer({ min: 0, max: 3 });

/** Any JSON, with the keys and scalars that the schemas below are about. */
export const valueArbitrary: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...SCALARS),
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(fc.tuple(name, tie("value")), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries) as Json),
  ),
})).value;

function record<Value>(keywords: Record<string, fc.Arbitrary<Value>>): fc.Arbitrary<Json> {
  return fc.record(keywords, { requiredKeys: [] }) as unknown as fc.Arbitrary<Json>;
}

function map(schema: fc.Arbitrary<Json>, key: fc.Arbitrary<string> = name): fc.Arbitrary<Json> {
  return fc
    .array(fc.tuple(key, schema), { maxLength: 2 })
    .map((entries) => Object.fromEntries(entries) as Json);
}

/** Mostly 2020-12; the other dialects that Ajv judges by their own rules ignore the keywords that they do not know. */
const dialect = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  {
    arbitrary: fc.constantFrom(
      { $schema: "http://json-schema.org/draft-07/schema#" },
      { $schema: "https://json-schema.org/draft/2019-09/schema" },
    ),
    weight: 1,
  },
);

/** Schemas with every keyword that asserts something, and references to definitions, recursive ones included. */
export const schemaArbitrary: fc.Arbitrary<Json> = fc
  .tuple(subschema(), subschema(), subschema(), dialect)
  .map(([root, d, e, named]) =>
    typeof root === "object" && root !== null ? { ...named, ...root, $defs: { d, e } } : root,
  );

function subschema(): fc.Arbitrary<Json> {
  return fc.letrec<{ schema: Json }>((tie) => {
    const inner = tie("schema");
    const some = fc.array(inner, { minLength: 1, maxLength: 2 });
    const type = fc.constantFrom("string", "number", "integer", "boolean", "null", "object", "array");
    const typed = fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 }));
    const scalarKeywords = record<unknown>({
      type: typed,
      minimum: fc.integer({ min: -2, max: 3 }),
      exclusiveMaximum: fc.integer({ min: -1, max: 4 }),
      multipleOf: fc.constantFrom(1, 2, 3),
      minLength: count,
      maxLength: count,
      pattern: fc.constantFrom(...PATTERNS),
    });
    const valueKeywords = record<unknown>({
      const: fc.constantFrom(...SCALARS),
      enum: fc.uniqueArray(fc.oneof(fc.constantFrom(...SCALARS), valueArbitrary), {
        minLength: 1,
        maxLength: 4,
        selector: JSON.stringify,
      }),
    });
    const objectKeywords = record<unknown>({
      type: fc.constant("object"),
      properties: map(inner),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: inner,
      patternProperties: map(inner, fc.constantFrom(...PATTERNS)),
      propertyNames: inner,
      minProperties: count,
      maxProperties: count,
      dependentRequired: map(fc.uniqueArray(name, { maxLength: 2 }) as unknown as fc.Arbitrary<Json>),
      dependentSchemas: map(inner),
      unevaluatedProperties: inner,
    });
    const arrayKeywords = record<unknown>({
      type: fc.constant("array"),
      prefixItems: some,
      items: inner,
      minItems: count,
      maxItems: count,
      uniqueItems: fc.boolean(),
      contains: inner,
      minContains: count,
      maxContains: count,
      unevaluatedItems: inner,
    });
    const combinations = record<unknown>({
      allOf: some,
      anyOf: some,
      oneOf: some,
      not: inner,
      if: inner,
      then: inner,
      else: inner,
    });
    const merged = fc
      .tuple(
        fc.oneof(scalarKeywords, objectKeywords, arrayKeywords, combinations),
        fc.oneof(fc.constant({}), objectKeywords, combinations),
      )
      .map(([a, b]) => Object.assign({}, a, b) as Json);
    const discriminated = fc.array(inner, { minLength: 2, maxLength: 3 }).map((branches) => ({
      oneOf: branches.map((branch, i) => ({
        type: "object",
        properties: { kind: { const: i }, a: branch },
        required: ["kind"],
      })) as Json,
    }));
    return {
      schema: fc.oneof(
        { maxDepth: 2, depthIdentifier: "schema", withCrossShrink: true },
        { arbitrary: fc.boolean() as fc.Arbitrary<Json>, weight: 1 },
        {
          arbitrary: fc.constantFrom<Json>({ $ref: "#/$defs/d" }, { $ref: "#/$defs/e" }, { $ref: "#" }),
          weight: 1,
        },
        { arbitrary: scalarKeywords, weight: 3 },
        { arbitrary: valueKeywords, weight: 2 },
        { arbitrary: objectKeywords, weight: 3 },
        { arbitrary: arrayKeywords, weight: 2 },
        { arbitrary: combinations, weight: 2 },
        { arbitrary: merged, weight: 2 },
        { arbitrary: discriminated as unknown as fc.Arbitrary<Json>, weight: 1 },
      ),
    };
  }).schema;
}
