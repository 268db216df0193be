import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join, observe, observeAll, schemaOf } from "../../../../src/codegen/learn/infer/index.js";
import type { Json, JsonObject } from "../../../../src/shared/json/json.js";
import { compareSchemas } from "../../../../src/codegen/diff/schema/compare-schemas.js";
import { randomOf, randomType } from "./random-types.js";
import { accepts, readSchema } from "../../../../src/shared/json-schema/index.js";

/** What a schema that says less than another differs by; of a property that is gone it says nothing. */
const LOOSER: ReadonlySet<string> = new Set(["wider", "added", "removed", "formal", "text"]);

const times = (count: number, make: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, i) => make(i));

const TEXT = { type: "string" };
const NUMBER = { type: "number" };
const NODE = { $ref: "#/$defs/Node" };
const record = (properties: Record<string, JsonObject>): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties).sort(),
});
const named = (count: number, stem: string): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${stem}${i}x`, i]));

const NAMES = ["ada", "bob", "eve", "kim", "lee"];
/** An object with `count` of the names, from the one at `start` on. */
const window = (names: readonly string[], start: number, count: number): JsonObject =>
  Object.fromEntries(names.slice(start, start + count).map((name) => [name, "x"]));
const numbered = (stem: string, start: number, count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${stem}${start + i}`, "x"]));

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
    [
      "infers no enum from the rows of a single answer",
      [times(30, (i) => ({ state: ["open", "closed"][i % 2] as string }))],
      { type: "array", items: record({ state: TEXT }) },
    ],
    [
      "infers no enum from the values of a single map",
      [Object.fromEntries(times(40, (i) => `item-${i}`).map((name, i) => [name, ["on", "off"][i % 2]]))],
      { type: "object", additionalProperties: TEXT },
    ],
    [
      "infers an enum from rows of many answers",
      times(20, (i) => [{ state: "open" }, { state: i % 2 === 0 ? "open" : "closed" }]),
      { type: "array", items: record({ state: { ...TEXT, enum: ["closed", "open"] } }) },
    ],
    ["infers no literal from a value that is always the same", times(30, () => "ada"), TEXT],
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
    ["leaves open what was only ever null", [{ a: null }], record({ a: {} })],
    ["leaves the items of a list open that were only ever null", [[null]], { type: "array", items: {} }],
  ])("%s", (_, values, want) => {
    expect(schemaOf(observeAll(values))).toEqual(want);
  });

  it.each<[string, Json, JsonObject]>([
    [
      "a commit with stubs of others",
      { sha: "a", url: "u", message: "m", parents: [{ sha: "b", url: "u" }], tree: { sha: "c", url: "u" } },
      record({
        sha: TEXT,
        url: TEXT,
        message: TEXT,
        parents: { type: "array", items: record({ sha: TEXT, url: TEXT }) },
        tree: record({ sha: TEXT, url: TEXT }),
      }),
    ],
    [
      "a price with its tax",
      { currency: "EUR", amount: 2, tax: { currency: "EUR", amount: 1 } },
      record({ currency: TEXT, amount: NUMBER, tax: record({ currency: TEXT, amount: NUMBER }) }),
    ],
    [
      "counts of lists beside the lists",
      { summary: { servers: 3, teams: 1 }, servers: [{ ip: "a" }], teams: [] },
      record({
        summary: record({ servers: NUMBER, teams: NUMBER }),
        servers: { type: "array", items: record({ ip: TEXT }) },
        teams: { type: "array", items: {} },
      }),
    ],
    [
      "a summary two levels deep that lacks a name",
      { id: 1, title: "a", parent: { id: 2, title: "b", parent: { id: 3 } } },
      record({
        id: NUMBER,
        title: TEXT,
        parent: record({ id: NUMBER, title: TEXT, parent: record({ id: NUMBER }) }),
      }),
    ],
    [
      "members of other kinds",
      { id: 1, v: "a", next: { id: 2, v: 1, next: { id: 3, v: 2 } } },
      record({
        id: NUMBER,
        v: TEXT,
        next: record({ id: NUMBER, v: NUMBER, next: record({ id: NUMBER, v: NUMBER }) }),
      }),
    ],
  ])("folds no %s", (_, value, want) => {
    expect(schemaOf(observeAll([value]))).toEqual(want);
  });

  it.each<[string, Json, JsonObject]>([
    [
      "a chain that ends in null",
      { v: 1, next: { v: 2, next: { v: 3, next: null } } },
      record({ v: NUMBER, next: { anyOf: [NODE, { type: "null" }] } }),
    ],
    [
      "a chain of causes",
      { message: "a", cause: { message: "b", cause: { message: "c" } } },
      { ...record({ message: TEXT, cause: NODE }), required: ["message"] },
    ],
    [
      "a tree through objects of another type",
      { dir: "a", files: [{ owner: { dir: "b", files: [{ owner: { dir: "c", files: [] } }] } }] },
      record({ dir: TEXT, files: { type: "array", items: record({ owner: NODE }) } }),
    ],
  ])("folds %s", (_, value, node) => {
    expect(schemaOf(observeAll([value]))).toEqual({ ...NODE, $defs: { Node: node } });
  });

  it.each<[string, readonly JsonObject[], "map" | "object"]>([
    ["names with spaces", [{ "First Name": "a", "Last Name": "b" }], "object"],
    ["names of JSON-LD", [{ "@id": "a", "@type": "b" }], "object"],
    ["names with dots", [{ "user.name": "a", "user.email": "b" }], "object"],
    ["names with colons", [{ "@version": "2.0", "@xmlns:a": "u" }], "object"],
    ["numbered names", [{ "1. open": "1.0", "2. high": "2.0" }], "object"],
    ["numbers", [{ "1": "a", "22": "b" }], "map"],
    ["paths", [{ "/a/b": 1, "src/c.ts": 2 }], "map"],
    ["files", [{ "a.ts": 1, "README.md": 2 }], "map"],
    ["hosts", [{ "api.example.com": 1, "10.0.0.1:80": 2 }], "map"],
    ["40 names at once", [named(40, "name")], "map"],
    ["300 names at once", [named(300, "name")], "map"],
    ["40 columns of every row", times(3, () => named(40, "column")) as JsonObject[], "object"],
    ["100 currencies each time", times(3, () => named(100, "currency")) as JsonObject[], "map"],
    [
      "another name each time",
      ["ada", "bob", "eve", "kim", "lee"].map((name): JsonObject => ({ [name]: 1 })),
      "map",
    ],
    ["numbered names that vary", times(4, (i) => numbered("user-", i, 3)) as JsonObject[], "map"],
    ["numbered names of every object", times(4, () => numbered("line", 0, 6)) as JsonObject[], "object"],
    ["names, of which new ones come", times(4, (i) => window(NAMES, i, 2)) as JsonObject[], "map"],
    [
      "optional properties of a record",
      times(8, (i) => window(["title", "body", "author", "label", "state", "url"], i % 4, 3)) as JsonObject[],
      "object",
    ],
    [
      "some of a few names each time",
      times(20, (i) => ({
        ["abcdefgh"[i % 8] as string]: "x",
        ["abcdefgh"[(i + 3) % 8] as string]: "y",
      })) as JsonObject[],
      "object",
    ],
    [
      "40 objects without a name in common",
      [Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, { [`v${i % 2}`]: 1 }]))],
      "object",
    ],
  ])("takes for a map or not: %s", (_, values, want) => {
    const { additionalProperties } = schemaOf(observeAll(values));
    expect(additionalProperties === undefined ? "object" : "map").toBe(want);
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
    expect(schemaOf(rest.reduce((a, b) => join(a, b), first as ReturnType<typeof observe>))).toEqual(
      schemaOf(observeAll(values)),
    );
  });
});
