import { describe, expect, it } from "vitest";
import { print } from "../../../../src/codegen/printer/index.js";
import { printValidatorDeclaration } from "../../../../src/codegen/schema/zod/index.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { planOf, validatorsText } from "../../../fuzz/compile-validators.js";

/** The expression that the root's validator is built from, on one line. */
function printed(schema: Json, options = {}): string {
  const plan = planOf(schema, options);
  const text = print(printValidatorDeclaration(plan.rootOf(0), plan), 10_000);
  return text.replace(/^.*? schema\(\(\) => (.*?)(?:, json\.root)?\);\n$/, "$1");
}

describe("what zod supports is printed as zod", () => {
  it.each<[string, Json, string]>([
    ["anything", {}, "z.unknown()"],
    ["nothing", false, "z.never()"],
    [
      "an open object",
      { type: "object", properties: { a: { type: "string" } } },
      "z.looseObject({ a: z.string().exactOptional() })",
    ],
    [
      "a closed object",
      { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
      "z.strictObject({ a: z.string() })",
    ],
    ["a bounded integer", { type: "integer", minimum: 1, maximum: 14 }, "z.int().min(1).max(14)"],
    ["an integer of any size, which z.int() is not", { type: "integer", minimum: 1 }, "integer().min(1)"],
    [
      "a bound that z.int() implies",
      { type: "integer", exclusiveMinimum: 0, maximum: 9007199254740991 },
      "z.int().gt(0)",
    ],
    [
      "both bounds that z.int() implies",
      { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 },
      "z.int()",
    ],
    [
      "the same bounds of a number that need not be an integer",
      { type: "number", maximum: 9007199254740991 },
      "z.number().max(9007199254740991)",
    ],
    ["lengths", { type: "string", minLength: 1, maxLength: 5 }, "z.string().min(1).max(5)"],
    ["an exact length", { type: "string", minLength: 2, maxLength: 2 }, "z.string().length(2)"],
    [
      "a linear pattern",
      { type: "string", pattern: "^[a-z]+$" },
      'z.string().regex(new RegExp("^[a-z]+$", "u"))',
    ],
    [
      "a pattern that backtracks",
      { type: "string", pattern: "^(a+)+$" },
      'z.string().check(pattern("^(a+)+$"))',
    ],
    ["an enum", { enum: ["a", "b"] }, 'z.enum(["a", "b"])'],
    ["an enum of several types", { enum: ["a", 1, null] }, 'z.literal(["a", 1, null])'],
    ["values that the type refuses", { type: "string", enum: ["a", 1] }, 'z.literal("a")'],
    ["values that are objects", { const: { a: [1] } }, "oneOfValues([{ a: [1] }])"],
    ["a nullable type", { type: ["string", "null"] }, "z.string().nullable()"],
    ["a nullable anyOf", { anyOf: [{ type: "number" }, { type: "null" }] }, "z.number().nullable()"],
    ["several types", { type: ["string", "integer"] }, "z.union([z.string(), integer()])"],
    ["an array", { type: "array", items: { type: "number" }, minItems: 1 }, "z.array(z.number()).min(1)"],
    ["a huge array", { type: "array", minItems: 1e9 }, "z.array(z.unknown()).min(1000000000)"],
    [
      "a tuple",
      { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], items: false, minItems: 1 },
      "z.tuple([z.string(), z.number().exactOptional()])",
    ],
    [
      "objects distinguished by a constant",
      {
        oneOf: ["x", "y"].map((kind) => ({
          type: "object",
          properties: { kind: { const: kind } },
          required: ["kind"],
        })),
      },
      'z.discriminatedUnion("kind", [z.looseObject({ kind: z.literal("x") }), z.looseObject({ kind: z.literal("y") })])',
    ],
    [
      "oneOf of different kinds",
      { oneOf: [{ type: "string" }, { type: "number" }] },
      "z.union([z.string(), z.number()])",
    ],
  ])("%s", (_, schema, want) => {
    expect(printed(schema)).toBe(want);
  });
});

describe("what zod does not support", () => {
  it.each<[string, Json, string]>([
    ["keywords without a type", { minimum: 3 }, "byKind({ number: z.number().min(3) })"],
    [
      "a map: z.record() does not see __proto__",
      { type: "object", additionalProperties: { type: "number" } },
      "record(z.number())",
    ],
    [
      "names that are strings, as every name is",
      { type: "object", propertyNames: { type: "string" }, additionalProperties: { type: "number" } },
      "record(z.number())",
    ],
    [
      "names with further constraints",
      { type: "object", propertyNames: { type: "string", minLength: 2 } },
      "allOf([z.looseObject({}), propertyNames(z.string().min(2))])",
    ],
    [
      "names that cannot exist",
      { type: "object", propertyNames: { type: "number" } },
      "allOf([z.looseObject({}), propertyNames(z.never())])",
    ],
    [
      "names that objects inherit",
      { type: "object", properties: { toString: { type: "string" } } },
      "keyed({ properties: { toString: z.string() } })",
    ],
    [
      "patterns of names",
      { type: "object", patternProperties: { "^x-": { type: "string" } }, additionalProperties: false },
      'keyed({ patterns: [["^x-", z.string()]], rest: z.never() })',
    ],
    [
      "overlapping alternatives",
      { oneOf: [{ type: "number" }, { type: "integer" }] },
      "oneOf(z.union([z.number(), integer()]))",
    ],
    [
      "not, within a type",
      { type: "string", not: { maxLength: 1 } },
      "allOf([z.string(), not(z.string().max(1))])",
    ],
    [
      "closed over allOf",
      { type: "object", allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      "allOf([z.looseObject({ a: z.unknown().exactOptional() }), keyed({ properties: { a: z.unknown() }, rest: z.never() })])",
    ],
    [
      "a meaning that depends on the value",
      { anyOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      "jsonSchema({ anyOf: [{ properties: { a: {} } }], unevaluatedProperties: false })",
    ],
    [
      "a multiple: z.multipleOf() rounds",
      { type: "number", multipleOf: 0.1 },
      "z.number().check(multipleOf(0.1))",
    ],
  ])("%s", (_, schema, want) => {
    expect(printed(schema)).toBe(want);
  });

  it("asserts formats only on request", () => {
    expect(printed({ type: "string", format: "email" })).toBe("z.string()");
    expect(printed({ type: "string", format: "email" }, { assertFormats: true })).toBe(
      'z.string().check(format("email"))',
    );
    expect(printed({ type: "string", format: "http-method" }, { assertFormats: true })).toBe("z.string()");
  });
});

it("names definitions once, including recursive ones", () => {
  const schema = {
    $ref: "#/$defs/node",
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
  };
  expect(validatorsText(planOf(schema))).toBe(
    [
      "export const root: z.ZodType<t.Root> = /* @__PURE__ */ schema(() => dnode, json.root);",
      "export const dnode: z.ZodType<t.Dnode> = /* @__PURE__ */ schema(",
      "  () => z.looseObject({ next: dnode.exactOptional() }),",
      ");",
      "",
    ].join("\n"),
  );
});

it("emits a schema that doubles 22 times in linear size", () => {
  const twice = (i: number): Json => ({ allOf: [{ $ref: `#/$defs/d${i}` }, { $ref: `#/$defs/d${i}` }] });
  const $defs = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`d${i}`, twice(i + 1)]));
  expect(
    validatorsText(planOf({ $ref: "#/$defs/d0", $defs: { ...$defs, d22: { type: "string" } } })).length,
  ).toBeLessThan(5_000);
});
