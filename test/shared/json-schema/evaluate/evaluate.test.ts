import { describe, expect, it } from "vitest";
import { accepts, acceptsNode, faultOfValue, readSchema } from "../../../../src/shared/json-schema/index.js";

describe("the evaluator", () => {
  const tree = {
    $id: "https://example.com/strict",
    $dynamicAnchor: "node",
    $ref: "tree",
    unevaluatedProperties: false,
    $defs: {
      tree: {
        $id: "tree",
        $dynamicAnchor: "node",
        type: "object",
        properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
      },
    },
  };
  it.each<[string, unknown, unknown, boolean]>([
    ["dynamic references follow the outermost resource", tree, { children: [{ data: 1 }] }, true],
    ["… and its strictness", tree, { children: [{ daat: 1 }] }, false],
    [
      "unevaluatedProperties counts the branch that applies",
      {
        if: { properties: { a: { const: 1 } }, required: ["a"] },
        then: { properties: { b: {} } },
        unevaluatedProperties: false,
      },
      { a: 1, b: 2 },
      true,
    ],
    [
      "… and no other",
      {
        if: { properties: { a: { const: 1 } }, required: ["a"] },
        then: { properties: { b: {} } },
        unevaluatedProperties: false,
      },
      { b: 2 },
      false,
    ],
    [
      "unevaluatedItems counts what contains matched",
      { contains: { type: "string" }, unevaluatedItems: { type: "number" } },
      ["a", 1],
      true,
    ],
    [
      "… but not under 2019-09",
      {
        $schema: "https://json-schema.org/draft/2019-09/schema",
        contains: { type: "string" },
        unevaluatedItems: { type: "number" },
      },
      ["a", 1],
      false,
    ],
    ["own properties only", { required: ["toString"] }, {}, false],
    ["numbers in decimals", { multipleOf: 0.01 }, 4.35, true],
    ["lengths in code points", { maxLength: 1 }, "😀", true],
    ["-0 is 0", { const: 0 }, -0, true],
  ])("%s", (_, schema, value, want) => {
    expect(accepts(readSchema(schema), value)).toBe(want);
  });

  it("reports where and why a value is rejected", () => {
    const document = readSchema({
      properties: { a: { items: { anyOf: [{ type: "string" }], maxLength: 2 } } },
    });
    expect(faultOfValue(document, { a: ["x", "long"] })).toEqual({
      path: ["a", 1],
      message: "expected at most 2 characters",
    });
    expect(faultOfValue(document, { a: ["x"] })).toBeUndefined();
  });

  it("evaluates one node", () => {
    const document = readSchema({ properties: { a: { type: "string" } } });
    expect(acceptsNode(document, document.root.properties?.get("a") as typeof document.root, 1)).toBe(false);
  });

  it("rejects values that are nested too deeply, and evaluates a value once despite exponentially many ways", () => {
    let value: unknown = {};
    for (let i = 0; i < 100_000; i++) value = { a: value };
    expect(faultOfValue(readSchema({ additionalProperties: { $ref: "#" } }), value)?.message).toContain(
      "too deeply",
    );
    const $defs = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `d${i}`,
        { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { allOf: [{ $ref: `#/$defs/d${i + 1}` }] }] },
      ]),
    );
    expect(accepts(readSchema({ $ref: "#/$defs/d0", $defs: { ...$defs, d30: { type: "string" } } }), 1)).toBe(
      false,
    );
  });
});
