import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/shared/json/json.js";
import { typeOf } from "./support/type-text.js";

const string = { type: "string" } as const;
const number = { type: "number" } as const;
const closed = { additionalProperties: false } as const;
const object = (
  properties: { readonly [key: string]: Json },
  more: { readonly [key: string]: Json } = {},
): Json => ({
  type: "object",
  properties,
  ...more,
});

describe("output types", () => {
  it.each<[intent: string, given: Json, want: string]>([
    ["no type", {}, "unknown"],
    ["true", true, "unknown"],
    ["false", false, "never"],
    ["only annotations", { description: "any JSON" }, "unknown"],
    ["a keyword for one kind has no effect on the others", { minimum: 3 }, "unknown"],
    ["a type", string, "string"],
    ["an integer is a number", { type: "integer" }, "number"],
    ["null comes last", { type: ["null", "string"] }, "string | null"],
    ["all types", { type: ["string", "number", "boolean", "null", "object", "array"] }, "unknown"],
    ["a contradiction", { type: "number", minimum: 3, maximum: 2 }, "never"],
    ["not of a type", { not: { type: ["object", "array", "null"] } }, "string | number | boolean"],
    ["not of any other kind", { not: { minimum: 3 } }, "number"],
  ])("kinds: %s", (_, given, want) => {
    expect(typeOf(given)).toBe(want);
  });

  it.each<[intent: string, given: Json, want: string]>([
    ["const", { const: "a" }, `"a"`],
    ["mixed enum", { enum: ["a", 1, true, null] }, `"a" | 1 | true | null`],
    ["both booleans are boolean", { enum: [true, false] }, "boolean"],
    ["values that another keyword refuses", { type: "string", enum: ["a", 1, "bcd"], maxLength: 2 }, `"a"`],
    ["no value left", { type: "string", const: 1 }, "never"],
    ["an object", { const: { a: [1] } }, "{ a: [1] }"],
    ["text that would end a string", { const: 'a"\n\u2028' }, String.raw`"a\"\n\u2028"`],
    ["negative and large numbers", { enum: [-1, 1e21, -0] }, "-1 | 1e+21 | 0"],
  ])("values: %s", (_, given, want) => {
    expect(typeOf(given)).toBe(want);
  });

  it.each<[intent: string, given: Json, want: string]>([
    ["open", object({ a: string }), "{ a?: string; [key: string]: unknown }"],
    ["required", object({ a: string }, { required: ["a"] }), "{ a: string; [key: string]: unknown }"],
    ["required, but not declared", object({}, { required: ["z"] }), "{ z: unknown; [key: string]: unknown }"],
    ["closed", object({ a: string }, closed), "{ a?: string }"],
    ["closed and empty", { type: "object", ...closed }, "{ [key: string]: never }"],
    ["any object", { type: "object" }, "{ [key: string]: unknown }"],
    ["map", { type: "object", additionalProperties: number }, "{ [key: string]: number }"],
    [
      "map beside properties",
      object({ a: string }, { additionalProperties: number }),
      "{ a?: string; [key: string]: number | string | undefined }",
    ],
    [
      "map beside required properties",
      object({ a: string }, { additionalProperties: number, required: ["a"] }),
      "{ a: string; [key: string]: number | string }",
    ],
    [
      "objects are not spelled out twice",
      object({ a: object({ b: string }, closed) }, { additionalProperties: number, required: ["a"] }),
      "{ a: { b?: string }; [key: string]: number | { [key: string]: unknown } }",
    ],
    [
      "patterns",
      { type: "object", patternProperties: { "^s": string, "^n": number }, ...closed },
      "{ [key: string]: string | number }",
    ],
    [
      "a property that also matches a pattern",
      object({ s: { type: ["string", "null"] } }, { patternProperties: { "^s": string } }),
      "{ s?: string; [key: string]: unknown }",
    ],
    [
      "names from a list",
      { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: number },
      "{ a?: number; b?: number }",
    ],
    ["a forbidden property", object({ a: false }), "{ a?: never; [key: string]: unknown }"],
    ["a property both required and forbidden", object({ a: false }, { required: ["a"] }), "never"],
    [
      "a name that every object inherits",
      object({ toString: string }),
      "{ toString?: unknown; [key: string]: unknown }",
    ],
    [
      "odd names",
      object({ "a-b": string, "": string, "1a": string, __proto__x: string }),
      `{ "a-b"?: string; ""?: string; "1a"?: string; __proto__x?: string; [key: string]: unknown }`,
    ],
    [
      "other kinds without a type",
      { properties: { a: string } },
      "{ a?: string; [key: string]: unknown } | string | number | boolean | unknown[] | null",
    ],
    [
      "more required than allowed",
      object({ a: string }, { required: ["a", "b"], maxProperties: 1 }),
      "never",
    ],
  ])("objects: %s", (_, given, want) => {
    expect(typeOf(given)).toBe(want);
  });

  it.each<[intent: string, given: Json, want: string]>([
    ["any", { type: "array" }, "unknown[]"],
    ["of a type", { type: "array", items: string }, "string[]"],
    ["of a union", { type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
    ["empty", { type: "array", items: false }, "[]"],
    ["empty by number", { type: "array", maxItems: 0 }, "[]"],
    ["a minimum does not make a tuple", { type: "array", items: string, minItems: 20 }, "string[]"],
    ["a minimum that would fill the memory", { type: "array", items: string, minItems: 1e9 }, "string[]"],
    [
      "tuple",
      { type: "array", prefixItems: [number, string], items: false, minItems: 2 },
      "[number, string]",
    ],
    [
      "tuple with optional items",
      { type: "array", prefixItems: [number, { type: ["string", "null"] }], items: false },
      "[number?, (string | null)?]",
    ],
    [
      "tuple with a rest",
      { type: "array", prefixItems: [number], items: string, minItems: 1 },
      "[number, ...string[]]",
    ],
    [
      "tuple cut by maxItems",
      { type: "array", prefixItems: [number, string], maxItems: 1, minItems: 1 },
      "[number]",
    ],
    ["a tuple that ends at an impossible item", { type: "array", prefixItems: [number, false] }, "[number?]"],
    ["too few possible", { type: "array", prefixItems: [number, false], minItems: 2 }, "never"],
    [
      "draft-07 tuple",
      {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "array",
        items: [number],
        additionalItems: false,
        minItems: 1,
      },
      "[number]",
    ],
    ["contains an impossible item", { type: "array", items: string, contains: number }, "never"],
    ["contains nothing", { type: "array", contains: false }, "never"],
    [
      "contains more than allowed",
      { type: "array", contains: string, minContains: 3, maxContains: 2 },
      "never",
    ],
    [
      "contains anything, up to a number",
      { type: "array", contains: true, minContains: 0, maxContains: 0 },
      "[]",
    ],
    ["unevaluated items", { type: "array", prefixItems: [number], unevaluatedItems: false }, "[number?]"],
  ])("arrays: %s", (_, given, want) => {
    expect(typeOf(given)).toBe(want);
  });

  it.each<[intent: string, given: Json, want: string]>([
    [
      "allOf of objects is one object",
      { allOf: [object({ a: string }), object({ b: number }, { required: ["b"] })] },
      "{ a?: string; b: number; [key: string]: unknown }",
    ],
    [
      "allOf narrows a property",
      object(
        { v: { type: ["string", "number"] } },
        { allOf: [{ properties: { v: string }, required: ["v"] }] },
      ),
      "{ v: string; [key: string]: unknown }",
    ],
    [
      "allOf closes",
      { allOf: [object({ a: string }, closed), object({ a: string, b: number })] },
      "{ a?: string }",
    ],
    ["allOf with nothing in common", { allOf: [string, number] }, "never"],
    [
      "contradiction on an optional property",
      { allOf: [object({ v: string }), object({ v: number })] },
      "{ v?: never; [key: string]: unknown }",
    ],
    [
      "anyOf",
      { anyOf: [string, { type: "array", items: number }, { type: "null" }] },
      "string | number[] | null",
    ],
    ["anyOf with an empty branch", { anyOf: [string, {}] }, "unknown"],
    ["anyOf: a primitive swallows its literals", { anyOf: [{ const: "a" }, string] }, "string"],
    [
      "anyOf of requirements",
      object({ a: string }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
      "{ a: string; [key: string]: unknown } | { a?: string; b: unknown; [key: string]: unknown }",
    ],
    [
      "anyOf of requirements that hold anyway",
      object({ a: string }, { required: ["a"], anyOf: [{ required: ["a"] }, { properties: { a: string } }] }),
      "{ a: string; [key: string]: unknown }",
    ],
    [
      "discriminated oneOf",
      {
        oneOf: [
          object({ kind: { const: "c" }, r: number }, { required: ["kind", "r"] }),
          object({ kind: { const: "s" } }, { required: ["kind"] }),
        ],
      },
      `{ kind: "c"; r: number; [key: string]: unknown } | { kind: "s"; [key: string]: unknown }`,
    ],
    [
      "oneOf of requirements excludes",
      object({ a: string, b: string }, { oneOf: [{ required: ["a"] }, { required: ["b"] }] }),
      "{ a: string; b?: never; [key: string]: unknown } | { a?: never; b: string; [key: string]: unknown }",
    ],
    ["oneOf with the same branch twice", { oneOf: [string, string] }, "never"],
    ["oneOf with two true branches", { oneOf: [true, {}, false] }, "never"],
    [
      "not required",
      object({ a: string, b: string }, { not: { required: ["b"] }, required: ["a"] }),
      "{ a: string; b?: never; [key: string]: unknown }",
    ],
    ["not any value", { not: {} }, "never"],
    ["not not", { not: { not: string } }, "string"],
    [
      "if with a discriminator",
      {
        type: "object",
        if: object({ k: { const: 1 } }, { required: ["k"] }),
        then: object({ x: string }, { required: ["x"] }),
        else: object({ y: string }, { required: ["y"] }),
      },
      "{ k: 1; x: string; [key: string]: unknown } | { y: string; [key: string]: unknown }",
    ],
    [
      "if required",
      { type: "object", if: { required: ["a"] }, then: { required: ["b"] } },
      "{ a: unknown; b: unknown; [key: string]: unknown } | { a?: never; [key: string]: unknown }",
    ],
    ["if that is always true", { if: true, then: string, else: number }, "string"],
    [
      "dependentRequired",
      object({ card: string }, { dependentRequired: { card: ["bill"] } }),
      "{ card?: never; [key: string]: unknown } | { card: string; bill: unknown; [key: string]: unknown }",
    ],
    [
      "unevaluatedProperties closes over allOf",
      {
        allOf: [object({ a: string })],
        properties: { b: number },
        type: "object",
        unevaluatedProperties: false,
      },
      "{ b?: number; a?: string }",
    ],
    [
      "unevaluatedProperties closes each branch, with what another may have evaluated",
      {
        type: "object",
        anyOf: [object({ a: string }, { required: ["a"] }), object({ b: number }, { required: ["b"] })],
        unevaluatedProperties: false,
      },
      "{ a: string; b?: unknown } | { b: number; a?: unknown }",
    ],
  ])("compositions: %s", (_, given, want) => {
    expect(typeOf(given)).toBe(want);
  });
});
