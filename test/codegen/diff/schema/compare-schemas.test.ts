import { describe, expect, it } from "vitest";
import { compareSchemas } from "../../../../src/codegen/diff/schema/compare-schemas.js";
import type { Json } from "../../../../src/shared/json/json.js";

const object = (properties: Record<string, Json>, more: Record<string, Json> = {}): Json => ({
  type: "object",
  properties,
  ...more,
});
const string = { type: "string" };
const number = { type: "number" };
const node = (value: Json): Json => ({
  $defs: { n: object({ v: value, next: { $ref: "#/$defs/n" } }) },
  $ref: "#/$defs/n",
});

/** `effect rule pointer` of each finding. */
function told(before: Json, after: Json): string[] {
  return compareSchemas(before, after).map(({ effect, rule, pointer }) => `${effect} ${rule} ${pointer}`);
}

describe("compareSchemas", () => {
  it.each<[string, Json, Json, string[]]>([
    ["nothing", object({ a: string }), object({ a: string }), []],
    ["key order", { type: "object", required: ["a", "b"] }, { required: ["b", "a"], type: "object" }, []],
    [
      "a definition moved and renamed",
      { $defs: { a: string }, items: { $ref: "#/$defs/a" } },
      { definitions: { b: string }, items: { $ref: "#/definitions/b" } },
      [],
    ],
    ["inlined", { $defs: { a: string }, items: { $ref: "#/$defs/a" } }, { items: string }, []],
    ["branches in another order", { anyOf: [string, number] }, { anyOf: [number, string] }, []],
    ["a union of types, as types", { anyOf: [string, { type: "null" }] }, { type: ["string", "null"] }, []],
    [
      "a union of types, as branches",
      { type: ["string", "null"] },
      { oneOf: [{ type: "null" }, string] },
      [],
    ],
    ["{} and true", { items: {} }, { items: true }, []],

    ["type changed", string, number, ["changed type-changed "]],
    ["number to integer", number, { type: "integer" }, ["narrower type-narrowed "]],
    ["null allowed", string, { type: ["string", "null"] }, ["wider type-widened "]],
    ["any to string", {}, string, ["narrower type-narrowed "]],
    ["string to any", string, {}, ["wider type-widened "]],
    ["true to false", { items: true }, { items: false }, ["changed accepts-nothing /items"]],

    ["enum value removed", { enum: ["a", "b"] }, { enum: ["a"] }, ["narrower enum-value-removed "]],
    ["enum value added", { enum: ["a"] }, { enum: ["a", "b"] }, ["wider enum-value-added "]],
    [
      "enum value renamed",
      { enum: ["a"] },
      { enum: ["b"] },
      ["narrower enum-value-removed ", "wider enum-value-added "],
    ],
    ["enum on a string", string, { type: "string", enum: ["a"] }, ["narrower enum-added "]],
    ["enum removed", { type: "string", enum: ["a"] }, string, ["wider enum-removed "]],
    [
      "enum removed, but a pattern refuses its value",
      { enum: ["a"] },
      { type: "string", pattern: "^b" },
      ["changed enum-removed "],
    ],
    ["const to enum", { const: 1 }, { enum: [1, 2] }, ["wider enum-value-added "]],
    [
      "enum values that the type refuses do not count",
      { type: "string", enum: ["a", 1] },
      { type: "string", enum: ["a"] },
      [],
    ],

    ["minimum raised", { minimum: 1 }, { minimum: 2 }, ["narrower limit-tightened "]],
    ["maximum raised", { maximum: 1 }, { maximum: 2 }, ["wider limit-loosened "]],
    ["minLength 0 has no effect", string, { type: "string", minLength: 0 }, []],
    ["multipleOf finer", { multipleOf: 4 }, { multipleOf: 2 }, ["wider limit-loosened "]],
    ["multipleOf other", { multipleOf: 2 }, { multipleOf: 3 }, ["changed multiple-changed "]],
    ["pattern changed", { pattern: "a" }, { pattern: "b" }, ["unknown pattern-changed "]],
    ["uniqueItems", { uniqueItems: true }, {}, ["wider unique-items-changed "]],

    ["optional property added", object({}), object({ a: string }), ["added property-added /properties/a"]],
    [
      "optional property added to a closed object",
      object({}, { additionalProperties: false }),
      object({ a: string }, { additionalProperties: false }),
      ["wider property-added /properties/a"],
    ],
    [
      "property added where other properties had a type",
      object({}, { additionalProperties: string }),
      object({ a: number }, { additionalProperties: string }),
      ["added property-added /properties/a", "changed type-changed /properties/a"],
    ],
    [
      "required property added",
      object({}),
      object({ a: string }, { required: ["a"] }),
      ["narrower required-property-added /properties/a"],
    ],
    [
      "property removed",
      object({ a: string }, { required: ["a"] }),
      object({}),
      ["removed property-removed /properties/a"],
    ],
    [
      "property required",
      object({ a: string }),
      object({ a: string }, { required: ["a"] }),
      ["narrower property-required /properties/a"],
    ],
    [
      "property optional",
      object({ a: string }, { required: ["a"] }),
      object({ a: string }),
      ["wider property-optional /properties/a"],
    ],
    [
      "closed",
      object({}),
      object({}, { additionalProperties: false }),
      ["narrower object-closed /additionalProperties"],
    ],
    [
      "opened",
      object({}, { additionalProperties: false }),
      object({}),
      ["wider object-opened /additionalProperties"],
    ],
    [
      "map's values",
      object({}, { additionalProperties: string }),
      object({}, { additionalProperties: number }),
      ["changed type-changed /additionalProperties"],
    ],
    [
      "deep",
      object({ a: object({ b: { items: string } }) }),
      object({ a: object({ b: { items: number } }) }),
      ["changed type-changed /properties/a/properties/b/items"],
    ],
    [
      "a name that must be escaped",
      object({ "a/b~": string }),
      object({ "a/b~": number }),
      ["changed type-changed /properties/a~1b~0"],
    ],

    [
      "tuple position",
      { prefixItems: [string, string] },
      { prefixItems: [string, number] },
      ["changed type-changed /prefixItems/1"],
    ],
    ["items typed", { type: "array" }, { type: "array", items: string }, ["narrower items-typed /items"]],

    [
      "anyOf branch added",
      { anyOf: [string] },
      { anyOf: [string, number] },
      ["wider any-of-branch-added /anyOf"],
    ],
    [
      "anyOf branch removed",
      { anyOf: [string, number] },
      { anyOf: [number] },
      ["narrower any-of-branch-removed /anyOf"],
    ],
    [
      "anyOf branch edited",
      { anyOf: [string, object({ a: string })] },
      { anyOf: [object({ a: number }), string] },
      ["changed type-changed /anyOf/0/properties/a"],
    ],
    [
      "oneOf branch added, exclusive",
      { oneOf: [string] },
      { oneOf: [string, number] },
      ["wider one-of-branch-added /oneOf"],
    ],
    [
      "oneOf branch added, overlapping",
      { oneOf: [string] },
      { oneOf: [string, { minLength: 3 }] },
      ["unknown one-of-branch-added /oneOf"],
    ],
    [
      "allOf part added",
      { allOf: [string] },
      { allOf: [string, { minLength: 3 }] },
      ["narrower all-of-branch-added /allOf"],
    ],
    ["not changed", { not: string }, { not: number }, ["unknown not-changed /not"]],
    [
      "condition changed",
      { if: string, then: { minLength: 1 } },
      { if: string, then: { minLength: 2 } },
      ["unknown if-changed /then"],
    ],
    ["then without if has no effect", {}, { then: string }, []],

    ["description", { description: "a" }, { description: "b" }, ["text description-changed "]],
    [
      "default",
      object({ a: { default: 1 } }),
      object({ a: { default: 2 } }),
      ["text default-changed /properties/a"],
    ],

    ["recursive, equal", node(string), node(string), []],
    ["recursive, changed", node(string), node(number), ["changed type-changed /properties/v"]],
    [
      "a reference that cannot be resolved",
      { items: string },
      { items: { $ref: "https://example.com/x" } },
      ["wider type-widened /items", "unknown not-understood /items/$ref"],
    ],
  ])("%s", (_intent, before, after, want) => {
    expect(told(before, after)).toEqual(want);
  });

  it("compares nested unions without exponential cost", () => {
    const nest = (leaf: Json, depth: number): Json =>
      depth === 0
        ? leaf
        : { anyOf: Array.from({ length: 4 }, (_, i) => object({ [`k${i}`]: nest(leaf, depth - 1) })) };
    const findings = compareSchemas(nest(string, 5), nest(number, 5), { nodes: 10_000, depth: 100 } as never);
    expect(findings.length).toBeGreaterThan(0);
  });

  it("terminates on recursive unions", () => {
    const tree = (leaf: Json): Json => ({
      $defs: {
        t: { anyOf: [leaf, { type: "array", items: { $ref: "#/$defs/t" } }, { $ref: "#/$defs/u" }] },
        u: object({ t: { $ref: "#/$defs/t" } }),
      },
      $ref: "#/$defs/t",
    });
    expect(told(tree(string), tree(string))).toEqual([]);
    expect(told(tree(string), tree(number))).toEqual(["changed type-changed /anyOf/0"]);
  });
});
