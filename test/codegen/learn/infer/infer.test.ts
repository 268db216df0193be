import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join, observe, observeAll, schemaOf } from "../../../../src/codegen/learn/infer/index.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { compareSchemas } from "../../../../src/codegen/diff/schema/compare-schemas.js";
import { randomOf, randomType } from "./random-types.js";
import { accepts, readSchema } from "../../../../src/shared/json-schema/index.js";

/** What a schema that says less than another differs by; of a property that is gone it says nothing. */
const LOOSER: ReadonlySet<string> = new Set(["wider", "added", "removed", "formal", "text"]);

const times = (count: number, make: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, i) => make(i));

describe("a schema inferred from values", () => {
  it.each<[string, readonly Json[], Json]>([
    [
      "requires what was always present",
      [{ a: 1, b: "x" }, { a: 2 }],
      {
        type: "object",
        properties: { a: { type: "number" }, b: { type: "string" } },
        required: ["a"],
      },
    ],
    ["admits null where it was seen", ["x", null], { type: ["string", "null"] }],
    ["lists types without other keywords", [1, "x", true], { type: ["string", "number", "boolean"] }],
    ["rules out fractions after many integers", times(20, (i) => i), { type: "integer" }],
    ["treats a few integers as numbers", [1, 2], { type: "number" }],
    [
      "infers an enum for a closed set if each value was seen often",
      times(30, (i) => ["open", "closed"][i % 2] as string),
      {
        type: "string",
        enum: ["closed", "open"],
      },
    ],
    ["leaves a set with few observations open", ["open", "closed"], { type: "string" }],
    [
      "adds a format that all texts have",
      times(3, (i) => `2026-01-0${i + 1}T10:00:00Z`),
      {
        type: "string",
        format: "date-time",
      },
    ],
    [
      "adds no format that one text lacks",
      ["2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z", "soon"],
      { type: "string" },
    ],
    [
      "recognizes a map by keys that are data",
      [{ "2026-01-01": 1, "2026-01-02": 2.5 }],
      {
        type: "object",
        additionalProperties: { type: "number" },
      },
    ],
    ["adds no item type for empty arrays", [[]], { type: "array", items: {} }],
    ["infers no tuple from an array", [[1, "x"]], { type: "array", items: { type: ["string", "number"] } }],
    [
      "distinguishes variants by a property",
      times(6, (i) => (i % 2 === 0 ? { type: "a", x: 1 } : { type: "b", y: "s" })),
      {
        anyOf: [
          {
            type: "object",
            properties: { type: { const: "a" }, x: { type: "number" } },
            required: ["type", "x"],
          },
          {
            type: "object",
            properties: { type: { const: "b" }, y: { type: "string" } },
            required: ["type", "y"],
          },
        ],
      },
    ],
    [
      "folds a tree",
      [{ id: "1", name: "a", children: [{ id: "2", name: "b", children: [{ id: "3", name: "c" }] }] }],
      {
        $ref: "#/$defs/Node",
        $defs: {
          Node: {
            type: "object",
            properties: {
              children: { type: "array", items: { $ref: "#/$defs/Node" } },
              id: { type: "string" },
              name: { type: "string" },
            },
            required: ["id", "name"],
          },
        },
      },
    ],
  ])("%s", (_, values, want) => {
    expect(schemaOf(observeAll(values))).toEqual(want);
  });

  it("accepts every value from which it was inferred", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 12 }), (values) => {
        const read = JSON.parse(JSON.stringify(values)) as Json[];
        const document = readSchema(schemaOf(observeAll(read)));
        for (const value of read) expect(accepts(document, value)).toBe(true);
      }),
      { numRuns: Number(process.env["FMCP_PROPERTY_RUNS"] ?? 300) },
    );
  });

  it("is at most as strict as the schema of the values, given enough of them", () => {
    let implied = 0;
    const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
    for (const seed of seeds) {
      const random = randomOf(seed);
      const type = randomType(random);
      const values = Array.from({ length: 120 }, () => type.make(random));
      const learned = schemaOf(observeAll(values));
      const document = readSchema(learned);
      expect(values.filter((value) => !accepts(document, value))).toEqual([]);
      if (compareSchemas(type.schema, learned).every(({ effect }) => LOOSER.has(effect))) implied++;
    }
    expect(implied / seeds.length).toBeGreaterThanOrEqual(0.95);
  });

  it("does not depend on the order of the values", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 2, maxLength: 8 }), (values) => {
        const read = JSON.parse(JSON.stringify(values)) as Json[];
        expect(schemaOf(observeAll(read.toReversed()))).toEqual(schemaOf(observeAll(read)));
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same for joined parts as for the whole", () => {
    const values: Json[] = [{ a: 1 }, { a: "x", b: null }, { b: [1] }];
    const [first, ...rest] = values.map((value) => observe(value));
    expect(schemaOf(rest.reduce(join, first as ReturnType<typeof observe>))).toEqual(
      schemaOf(observeAll(values)),
    );
  });
});
