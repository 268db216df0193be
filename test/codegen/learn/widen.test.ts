import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observe, schemaOf } from "../../../src/codegen/learn/infer/index.js";
import { widen } from "../../../src/codegen/learn/widen.js";
import type { Json } from "../../../src/shared/json/json.js";
import { accepts, readSchema } from "../../../src/shared/json-schema/index.js";

const object = (properties: Record<string, Json>, ...required: string[]): Json => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const string = { type: "string" };

describe("a widened schema", () => {
  it.each<[string, Json, Json, Json]>([
    [
      "is unchanged if the value matches",
      object({ a: string }, "a"),
      { a: "x", b: 1 },
      object({ a: string }, "a"),
    ],
    [
      "no longer requires what is absent",
      object({ a: string, b: string }, "a", "b"),
      { a: "x" },
      object({ a: string, b: string }, "a"),
    ],
    [
      "keeps what a person wrote",
      object({ a: { ...string, description: "The name." } }, "a"),
      { a: null },
      object({ a: { type: ["string", "null"], description: "The name." } }, "a"),
    ],
    [
      "adds an alternative for null, and nothing more",
      { anyOf: [object({ a: string }, "a"), { type: "number" }] },
      null,
      { anyOf: [object({ a: string }, "a"), { type: "number" }, { type: "null" }] },
    ],
    ["accepts any text instead of a closed set", { enum: ["a", "b"] }, "c", { type: "string" }],
    ["drops a format", { ...string, format: "uuid", description: "Id" }, "x", string],
    ["accepts numbers instead of integers", { type: "integer" }, 1.5, { type: "number" }],
    [
      "widens the items of a list",
      { type: "array", items: string },
      ["a", 1],
      { type: "array", items: { type: ["string", "number"] } },
    ],
    [
      "widens the values of a map",
      { type: "object", additionalProperties: string },
      { k: 1 },
      { type: "object", additionalProperties: { type: ["string", "number"] } },
    ],
    [
      "widens the alternative that is meant",
      {
        anyOf: [
          object({ type: { const: "a" }, x: string }, "type", "x"),
          object({ type: { const: "b" } }, "type"),
        ],
      },
      { type: "a" },
      {
        anyOf: [
          object({ type: { const: "a" }, x: string }, "type"),
          object({ type: { const: "b" } }, "type"),
        ],
      },
    ],
    [
      "widens a definition",
      { $ref: "#/$defs/Node", $defs: { Node: object({ id: string, next: { $ref: "#/$defs/Node" } }, "id") } },
      { id: "1", next: { id: 2 } },
      {
        $ref: "#/$defs/Node",
        $defs: { Node: object({ id: { type: ["string", "number"] }, next: { $ref: "#/$defs/Node" } }, "id") },
      },
    ],
    ["opens a schema that refuses everything", false, "a", string],
  ])("%s", (_, schema, value, want) => {
    const widened = widen(schema, value);
    expect(accepts(readSchema(widened), value)).toBe(true);
    expect(widened).toMatchObject(want as object);
  });

  it("accepts the value, and everything accepted before", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
        const [was, is] = JSON.parse(JSON.stringify([a, b])) as [Json, Json];
        const widened = readSchema(widen(schemaOf(observe(was)), is));
        expect(accepts(widened, was)).toBe(true);
        expect(accepts(widened, is)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
