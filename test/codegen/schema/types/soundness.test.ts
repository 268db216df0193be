import { describe, expect, it } from "vitest";
import fc from "../../../support/fast-check.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { accepts, readSchema } from "../../../../src/shared/json-schema/index.js";
import { errorsIn, literalType } from "./support/compile.js";
import { declarationsOf } from "./support/type-text.js";

const KEYS = ["a", "b", "x1"] as const;
const key = fc.constantFrom(...KEYS);
const scalar = fc.constantFrom<Json>("a", "b", 1, 2, 1.5, true, false, null);

const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }).map((held) => ({ ...held })),
  ),
})).value;

/** Schemas of a few keys and values, so that their keywords meet. */
const schema: fc.Arbitrary<Json> = fc.letrec<{ schema: Json; list: Json[]; map: Record<string, Json> }>(
  (tie) => ({
    list: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
    map: fc.dictionary(key, tie("schema"), { minKeys: 1, maxKeys: 2 }).map((held) => ({ ...held })),
    schema: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      fc.constantFrom<Json>(
        true,
        false,
        {},
        { $ref: "#/$defs/d" },
        { required: ["a"] },
        { type: "string" },
        { type: ["object", "null"] },
      ),
      fc
        .record<Record<string, Json>>(
          {
            type: fc.constantFrom<Json>(
              "object",
              "array",
              "string",
              "integer",
              ["object", "string"],
              ["array", "null"],
            ),
            enum: fc.array(value, { minLength: 1, maxLength: 4 }),
            const: scalar,
            properties: tie("map"),
            required: fc.uniqueArray(key, { minLength: 1, maxLength: 2 }),
            additionalProperties: tie("schema"),
            patternProperties: tie("schema").map((held) => ({ "^x": held })),
            propertyNames: fc.constantFrom<Json>({ enum: ["a", "b"] }, { pattern: "^[ab]" }, false),
            minProperties: fc.nat(2),
            maxProperties: fc.nat(2),
            dependentRequired: fc.constantFrom<Json>({ a: ["b"] }, { b: ["a", "x1"] }),
            dependentSchemas: tie("map"),
            unevaluatedProperties: tie("schema"),
            prefixItems: tie("list"),
            items: tie("schema"),
            minItems: fc.nat(2),
            maxItems: fc.nat(2),
            contains: tie("schema"),
            minContains: fc.nat(2),
            maxContains: fc.nat(2),
            unevaluatedItems: tie("schema"),
            allOf: tie("list"),
            anyOf: tie("list"),
            oneOf: tie("list"),
            not: tie("schema"),
            if: tie("schema"),
            then: tie("schema"),
            else: tie("schema"),
            minimum: fc.constantFrom(1, 2),
            maxLength: fc.nat(1),
          },
          { requiredKeys: [] },
        )
        .chain((all) =>
          fc
            .shuffledSubarray(Object.keys(all), { maxLength: 3 })
            .map((keys) => Object.fromEntries(keys.map((each) => [each, all[each] as Json]))),
        ),
    ),
  }),
).schema;

const root = fc.tuple(schema, schema).map(([given, definition]): Json => {
  const held = typeof given === "object" && given !== null ? given : { allOf: [given] };
  return { ...held, $defs: { d: definition } };
});

const RUNS = Number(process.env["FMCP_FUZZ_RUNS"] ?? 250);
const SEED = Number(process.env["FMCP_FUZZ_SEED"] ?? 1);

describe("soundness", () => {
  it.each(["output", "input"] as const)(
    "refuses no value that a random schema accepts in its %s type",
    { timeout: 300_000 },
    (mode) => {
      const schemas = fc.sample(root, { numRuns: RUNS, seed: SEED });
      const values = fc.sample(value, { numRuns: 60, seed: SEED });
      // An object that shares no key with an input type is taken for a typo, as it should be (TS2559): here, all share some.
      const absent = mode === "input" ? KEYS : [];
      const files = new Map<string, string>();
      const subjects = new Map<string, { schema: Json; value: Json }>();
      for (const [i, each] of schemas.entries()) {
        const document = readSchema(each);
        const valid = values.filter((candidate) => accepts(document, candidate));
        const lines = valid.map((held, n) => {
          subjects.set(`/probe${i}.ts(${n + 2})`, { schema: each, value: held });
          return `declare const v${n}: ${literalType(held, absent)}; export const r${n}: Root = v${n};`;
        });
        files.set(`/types${i}.ts`, declarationsOf(each, mode));
        files.set(`/probe${i}.ts`, `import type { Root } from "./types${i}";\n${lines.join("\n")}\n`);
      }
      expect(subjects.size).toBeGreaterThan(RUNS);
      const errors = errorsIn(files, { exactOptionalPropertyTypes: true });
      const refused = errors.map((error) => {
        const subject = subjects.get(error.slice(0, error.indexOf(":")));
        const schema = subject?.schema ?? schemas[Number(/types(\d+)/.exec(error)?.[1])];
        return { schema, value: subject?.value, type: declarationsOf(schema as Json, mode), error };
      });
      expect(refused.slice(0, 3)).toEqual([]);
    },
  );
});
