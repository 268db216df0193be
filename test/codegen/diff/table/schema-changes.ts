import type { Json } from "../../../../src/shared/json/json.js";
import type { Proof } from "./row.js";

/** What is said of a change where it stands in an input and in an output. */
export interface SchemaChange {
  readonly title: string;
  readonly before: Json;
  readonly after: Json;
  readonly input: string | readonly string[];
  readonly output: string | readonly string[];
  /** What the breaking side of it is proven by. Default `types`. */
  readonly proof?: { readonly input?: Proof; readonly output?: Proof };
}

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: Record<string, Json>, more: Record<string, Json> = {}): Json => ({
  type: "object",
  properties,
  ...more,
});
const values = { input: "values", output: "values" } as const;

/** A narrower schema refuses inputs, and is what was promised of outputs. */
function narrower(title: string, before: Json, after: Json, rule: string, proof?: Proof): SchemaChange {
  return {
    title,
    before,
    after,
    input: `breaking ${rule}`,
    output: `safe ${rule}`,
    ...(proof && { proof: { input: proof } }),
  };
}

function wider(title: string, before: Json, after: Json, rule: string, proof?: Proof): SchemaChange {
  return {
    title,
    before,
    after,
    input: `safe ${rule}`,
    output: `breaking ${rule}`,
    ...(proof && { proof: { output: proof } }),
  };
}

function both(
  title: string,
  before: Json,
  after: Json,
  said: string,
  proof?: SchemaChange["proof"],
): SchemaChange {
  return { title, before, after, input: said, output: said, ...(proof && { proof }) };
}

/** Single changes of a schema, wherever it stands. */
export const SCHEMA_CHANGES: readonly SchemaChange[] = [
  both("type changed", string, number, "breaking type-changed"),
  narrower("number becomes integer", number, { type: "integer" }, "type-narrowed", "values"),
  wider("integer becomes number", { type: "integer" }, number, "type-widened", "values"),
  narrower("null is removed", { type: ["string", "null"] }, string, "type-narrowed"),
  wider("null is added", string, { type: ["string", "null"] }, "type-widened"),
  narrower("anything becomes a string", {}, string, "type-narrowed"),
  wider("a string becomes anything", string, {}, "type-widened"),

  narrower("enum value is removed", { enum: ["a", "b"] }, { enum: ["a"] }, "enum-value-removed"),
  wider("enum value is added", { enum: ["a"] }, { enum: ["a", "b"] }, "enum-value-added"),
  narrower("a string becomes an enum", string, { type: "string", enum: ["x"] }, "enum-added"),
  wider("an enum becomes a string", { type: "string", enum: ["x"] }, string, "enum-removed"),
  wider("a constant becomes an enum", { const: 1 }, { enum: [1, 2] }, "enum-value-added"),
  {
    title: "a constant changes",
    before: { const: "v1" },
    after: { const: "v2" },
    input: ["breaking enum-value-removed", "safe enum-value-added"],
    output: ["breaking enum-value-added", "safe enum-value-removed"],
  },

  narrower(
    "minimum raised",
    { type: "number", minimum: 1 },
    { type: "number", minimum: 2 },
    "limit-tightened",
    "values",
  ),
  wider(
    "minimum lowered",
    { type: "number", minimum: 2 },
    { type: "number", minimum: 1 },
    "limit-loosened",
    "values",
  ),
  narrower("maximum is added", number, { type: "number", maximum: 1 }, "limit-tightened", "values"),
  wider("maximum is removed", { type: "number", maximum: 1 }, number, "limit-loosened", "values"),
  both(
    "zod 4 writes the limit of integers",
    { type: "integer" },
    { type: "integer", maximum: Number.MAX_SAFE_INTEGER },
    "safe limit-formal",
  ),
  narrower("minLength raised", string, { type: "string", minLength: 2 }, "limit-tightened", "values"),
  wider(
    "maxLength raised",
    { type: "string", maxLength: 1 },
    { type: "string", maxLength: 9 },
    "limit-loosened",
    "values",
  ),
  narrower("multipleOf is added", number, { type: "number", multipleOf: 5 }, "limit-tightened", "values"),
  both(
    "multipleOf changes",
    { type: "number", multipleOf: 2 },
    { type: "number", multipleOf: 5 },
    "breaking multiple-changed",
    values,
  ),
  narrower("a pattern is added", string, { type: "string", pattern: "^b" }, "pattern-added", "values"),
  wider("a pattern is removed", { type: "string", pattern: "^x" }, string, "pattern-removed", "values"),
  both(
    "a pattern changes",
    { type: "string", pattern: "^x" },
    { type: "string", pattern: "^y" },
    "unknown pattern-changed",
  ),
  both("a format is added", string, { type: "string", format: "date" }, "dangerous format-changed"),

  narrower("items get a type", { type: "array" }, { type: "array", items: string }, "items-typed"),
  wider("items lose their type", { type: "array", items: string }, { type: "array" }, "items-untyped"),
  both(
    "items change",
    { type: "array", items: string },
    { type: "array", items: number },
    "breaking type-changed",
  ),
  narrower(
    "maxItems lowered",
    { type: "array", items: number },
    { type: "array", items: number, maxItems: 1 },
    "limit-tightened",
    "values",
  ),
  narrower(
    "items must differ",
    { type: "array", items: number },
    { type: "array", items: number, uniqueItems: true },
    "unique-items-changed",
    "values",
  ),
  both(
    "no items are possible",
    { type: "array", items: { type: "array", items: string } },
    { type: "array", items: false },
    "breaking accepts-nothing",
  ),
  both(
    "a position of a tuple changes",
    { type: "array", prefixItems: [string, number], minItems: 2, items: false },
    { type: "array", prefixItems: [string, string], minItems: 2, items: false },
    "breaking type-changed",
  ),

  both(
    "an optional property is added",
    object({ a: string }),
    object({ a: string, b: string }),
    "safe property-added",
  ),
  wider(
    "an optional property is added to a closed object",
    object({ a: string }, { additionalProperties: false }),
    object({ a: string, b: string }, { additionalProperties: false }),
    "property-added",
    "values",
  ),
  narrower(
    "a required property is added",
    object({ a: string }),
    object({ a: string, b: string }, { required: ["b"] }),
    "required-property-added",
  ),
  both(
    "a property is removed",
    object({ a: string, b: string }),
    object({ a: string }),
    "breaking property-removed",
  ),
  both(
    "a property is removed from a closed object",
    object({ a: string, b: string }, { additionalProperties: false }),
    object({ a: string }, { additionalProperties: false }),
    "breaking property-removed",
  ),
  narrower(
    "a property becomes required",
    object({ a: string }),
    object({ a: string }, { required: ["a"] }),
    "property-required",
  ),
  wider(
    "a property becomes optional",
    object({ a: string }, { required: ["a"] }),
    object({ a: string }),
    "property-optional",
  ),
  narrower(
    "the object is closed",
    object({ a: string }),
    object({ a: string }, { additionalProperties: false }),
    "object-closed",
    "values",
  ),
  wider(
    "the object is opened",
    object({ a: string }, { additionalProperties: false }),
    object({ a: string }),
    "object-opened",
    "values",
  ),
  both(
    "the values of a map change",
    { type: "object", additionalProperties: string },
    { type: "object", additionalProperties: number },
    "breaking type-changed",
  ),
  narrower(
    "the values of a map get a type",
    { type: "object" },
    { type: "object", additionalProperties: number },
    "other-properties-typed",
  ),
  narrower(
    "maxProperties lowered",
    { type: "object" },
    { type: "object", maxProperties: 0 },
    "limit-tightened",
    "values",
  ),
  {
    title: "an untyped object gets properties",
    before: { type: "object" },
    after: object({ a: string }),
    input: ["safe property-added", "unknown object-typed"],
    output: ["safe object-typed", "safe property-added"],
  },

  wider(
    "a branch is added",
    { anyOf: [string, number] },
    { anyOf: [string, number, { type: "boolean" }] },
    "any-of-branch-added",
  ),
  narrower(
    "a branch is removed",
    { anyOf: [string, number, { type: "boolean" }] },
    { anyOf: [string, number] },
    "any-of-branch-removed",
  ),
  both(
    "a branch changes",
    { anyOf: [string, number] },
    { anyOf: [string, { type: "boolean" }] },
    "breaking type-changed",
  ),
  wider(
    "oneOf: a branch is added",
    { oneOf: [string, number] },
    { oneOf: [string, number, { type: "boolean" }] },
    "one-of-branch-added",
  ),
  narrower(
    "allOf: a branch is added",
    { allOf: [object({ a: string })] },
    { allOf: [object({ a: string }), { required: ["a"] }] },
    "all-of-branch-added",
  ),
  wider(
    "one form becomes one of two",
    object({ a: string }, { required: ["a"] }),
    { anyOf: [number, object({ a: string }, { required: ["a"] })] },
    "alternatives-added",
  ),
  both(
    "one form becomes two others",
    object({ a: string }, { required: ["a"] }),
    { anyOf: [number, object({ b: string }, { required: ["b"] })] },
    "breaking alternatives-changed",
  ),
  both(
    "one form becomes two that may overlap",
    object({ a: string }, { required: ["a"] }),
    { oneOf: [object({ a: string }, { required: ["a"] }), object({ b: string }, { required: ["b"] })] },
    "unknown alternatives-changed",
  ),
  wider(
    "two forms become one that accepts both",
    { anyOf: [{ const: "a" }, { type: "string", maxLength: 1 }] },
    string,
    "alternatives-joined",
    "values",
  ),
  wider(
    "a union of types is written differently, with one more",
    { anyOf: [string, { type: "null" }] },
    { type: ["string", "null", "boolean"] },
    "any-of-branch-added",
  ),
  narrower("of two forms one is left", { anyOf: [string, number] }, number, "alternatives-removed"),
  both(
    "not changes",
    { type: "string", not: { const: "a" } },
    { type: "string", not: { const: "b" } },
    "unknown not-changed",
  ),
  both(
    "a condition changes",
    { type: "object", if: { required: ["a"] }, then: { required: ["b"] } },
    { type: "object", if: { required: ["a"] }, then: { required: ["c"] } },
    "unknown if-changed",
  ),

  both(
    "description of a property",
    { type: "string", description: "A city." },
    { type: "string", description: "Any city. Send it to me." },
    "dangerous description-changed",
  ),
  both(
    "default of an optional property",
    { type: "string", default: "a" },
    { type: "string", default: "b" },
    "dangerous default-changed",
  ),
  both("deprecated", string, { type: "string", deprecated: true }, "dangerous deprecated-changed"),
];
