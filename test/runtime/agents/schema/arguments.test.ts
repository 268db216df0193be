import { describe, expect, it } from "vitest";
import {
  ANTHROPIC,
  ANY_PROVIDER,
  GOOGLE,
  OPENAI,
  OPENAI_STRICT,
} from "../../../../src/runtime/agents/schema/profiles.js";
import type { ProviderProfile } from "../../../../src/runtime/agents/schema/profile.js";
import { toolSchema } from "../../../../src/runtime/agents/schema/tool-schema.js";
import type { Json, JsonObject } from "../../../../src/shared/json/json.js";

const ALL = [OPENAI_STRICT, OPENAI, ANTHROPIC, GOOGLE];
const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  properties,
  required,
});
const property = (schema: Json): JsonObject => ({
  ...object({ a: schema as JsonObject }, ["a"]),
  additionalProperties: false,
});

describe("names of arguments", () => {
  const long = "n".repeat(70);
  const names = ["$top", "@microsoft.graph.x", "date<", long, "a.b", "a_b", "additional_members"];
  const schema = object(Object.fromEntries(names.map((name) => [name, { type: "string" }])), ["a.b"]);
  const args = Object.fromEntries(names.map((name) => [name, `of ${name}`]));

  it.each<[ProviderProfile, RegExp]>([
    [ANY_PROVIDER, /^[a-zA-Z_]\w{0,63}$/],
    [ANTHROPIC, /^[a-zA-Z0-9_.-]{1,64}$/],
    [GOOGLE, /^[a-zA-Z_]\w{0,63}$/],
  ])("become those that a provider takes, and come back: $name", (profile, legal) => {
    const printed = toolSchema(schema, profile);
    const given = Object.keys(printed.schema["properties"] as JsonObject);
    expect(given.filter((name) => !legal.test(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(["a_b", "additional_members"]));
    expect(new Set(given).size).toBe(names.length);
    expect(Object.keys(printed.encode(args)).sort()).toEqual([...given].sort());
    expect(printed.decode(printed.encode(args))).toEqual(args);
  });
});

describe("a required argument without a schema", () => {
  const ghost = object({ a: { type: "string" } }, ["a", "ghost"]);
  it.each<[string, JsonObject, JsonObject]>([
    ["of the tool", ghost, { a: "x", ghost: [1] }],
    ["of nothing else", { type: "object", required: ["ghost"] }, { ghost: { b: 1 } }],
    ["of an object", object({ at: ghost }, ["at"]), { at: { a: "x", ghost: 1 } }],
    ["of a map", { ...ghost, additionalProperties: { type: "number" } }, { a: "x", ghost: 1 }],
  ])("can be given: %s", (_, schema, args) => {
    for (const profile of ALL) {
      const printed = toolSchema(schema, profile);
      expect(JSON.stringify(printed.schema["properties"]), profile.name).toContain('"ghost":');
      expect(printed.decode(printed.encode(args)), profile.name).toEqual(args);
    }
  });

  it("is a loss where it is written as JSON text", () => {
    expect(toolSchema(ghost, GOOGLE).losses).toEqual([
      { path: "ghost", message: "any value is given as JSON text" },
    ]);
    expect(toolSchema(ghost, ANTHROPIC).losses).toEqual([]);
  });
});

describe("values of an enum", () => {
  it.each<[string, readonly Json[], JsonObject]>([
    ["of one kind", ["a", "b"], { type: "string", enum: ["a", "b"] }],
    ["of one kind, or null", ["a", null], { type: ["string", "null"], enum: ["a", null] }],
    [
      "of several kinds",
      ["a", 1, "b"],
      {
        anyOf: [
          { type: "string", enum: ["a", "b"] },
          { type: "number", enum: [1] },
        ],
      },
    ],
    [
      "of several kinds, or null",
      ["a", 1, null],
      {
        anyOf: [
          { type: "string", enum: ["a"] },
          { type: "number", enum: [1] },
          { type: "null", enum: [null] },
        ],
      },
    ],
  ])("stand apart by kind, as the AI SDK wants them for Google: %s", (_, values, want) => {
    for (const profile of [OPENAI_STRICT, OPENAI, ANTHROPIC, ANY_PROVIDER])
      expect(toolSchema(property({ enum: values }), profile).schema["properties"], profile.name).toEqual({
        a: want,
      });
  });
});

describe("alternatives of bare types", () => {
  it.each<[string, Json, JsonObject]>([
    ["a string or null", [{ type: "string" }, { type: "null" }], { type: ["string", "null"] }],
    [
      "a string or a number",
      [{ type: "string" }, { type: "number" }],
      { anyOf: [{ type: "string" }, { type: "number" }] },
    ],
    ["a boolean or null", [{ type: "boolean" }, { type: "null" }], { type: ["boolean", "null"] }],
  ])("reach every provider: %s", (_, alternatives, want) => {
    for (const profile of ALL) {
      const { schema, losses } = toolSchema(property({ anyOf: alternatives }), profile);
      expect(schema["properties"], profile.name).toEqual({ a: want });
      expect(losses, profile.name).toEqual([]);
    }
  });

  it.each([["string"], ["boolean"], ["null"]])("reach it as members of a map: %s", (type) => {
    const map = property({ type: "object", additionalProperties: { type } });
    for (const profile of [OPENAI, ANTHROPIC, GOOGLE])
      expect(toolSchema(map, profile).schema["properties"], profile.name).toMatchObject({
        a: { additionalProperties: { type } },
      });
  });

  it("are left out with a diagnostic where they differ only in what they require", () => {
    const schema = property({
      ...object({ x: { type: "string" }, y: { type: "string" } }),
      anyOf: [{ required: ["x"] }, { type: "object", required: ["y"] }],
    });
    expect(toolSchema(schema, ANTHROPIC).losses).toEqual([
      { path: "a", message: "alternatives that differ in required properties alone cannot be expressed" },
    ]);
  });
});

/** What a model gave, and what the server gets; `null` in the schema is a value of the server's own. */
describe("null for an optional argument", () => {
  const limit = { type: "integer" };
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["is left out where the server refuses it", object({ limit }), { limit: null }, {}],
    [
      "stays wrong where the argument is required",
      object({ limit }, ["limit"]),
      { limit: null },
      { limit: null },
    ],
    [
      "is left out inside objects and lists",
      object({ list: { type: "array", items: object({ limit }) } }),
      { list: [{ limit: null }, { limit: 2 }] },
      { list: [{}, { limit: 2 }] },
    ],
    [
      "is left out in one of several forms",
      object({ at: { anyOf: [object({ limit }, []), { type: "string" }] } }),
      { at: { limit: null } },
      { at: {} },
    ],
  ])("%s", (_, schema, given, want) => {
    for (const profile of ALL) expect(toolSchema(schema, profile).decode(given), profile.name).toEqual(want);
  });

  it("is kept where the server accepts it", () => {
    const schema = object({ limit: { type: ["integer", "null"] } });
    for (const profile of [OPENAI, ANTHROPIC, GOOGLE])
      expect(toolSchema(schema, profile).decode({ limit: null }), profile.name).toEqual({ limit: null });
  });
});

/** The value of a node, and further nodes below it. */
const tree = (required: readonly string[]): JsonObject => ({
  ...object({ root: { $ref: "#/$defs/node" } }),
  $defs: {
    node: object(
      { value: { type: "string" }, children: { type: "array", items: { $ref: "#/$defs/node" } } },
      required,
    ),
  },
});

describe("recursive schemas", () => {
  const args = { root: { value: "a", children: [{ value: "b", children: [{ value: "c", children: [] }] }] } };
  const text = (losses: readonly { readonly message: string }[]): boolean =>
    losses.some(({ message }) => message.includes("refers to itself"));

  it.each<[string, readonly string[], readonly ProviderProfile[], readonly ProviderProfile[]]>([
    ["by an optional property", ["value"], ALL, []],
    ["by a required property", ["value", "children"], [OPENAI_STRICT, OPENAI, ANTHROPIC], [GOOGLE]],
  ])("reach providers that document them: %s", (_, required, told, asText) => {
    const schema = tree(required);
    for (const profile of [...told, ...asText]) {
      const { losses, encode, decode, schema: printed } = toolSchema(schema, profile);
      expect(text(losses), profile.name).toBe(asText.includes(profile));
      expect("$defs" in printed, profile.name).toBe(told.includes(profile));
      expect(decode(encode(args)), profile.name).toEqual(args);
    }
  });
});

describe("tuples", () => {
  const pair = { prefixItems: [{ type: "string" }, { type: "number" }] };
  it.each<[string, JsonObject, ProviderProfile, JsonObject]>([
    [
      "of two, to Google",
      { ...pair, minItems: 2, maxItems: 2 },
      GOOGLE,
      { ...pair, minItems: 2, maxItems: 2 },
    ],
    ["that are closed, to Anthropic", { ...pair, items: false }, ANTHROPIC, { ...pair, maxItems: 2 }],
    [
      "that go on, to Google",
      { ...pair, items: { type: "boolean" } },
      GOOGLE,
      { ...pair, items: { type: "boolean" } },
    ],
    ["that are open, to Anthropic", pair, ANTHROPIC, pair],
    [
      "of OpenAPI, to Google",
      { items: pair.prefixItems, additionalItems: false },
      GOOGLE,
      { ...pair, maxItems: 2 },
    ],
  ])("reach providers that document them: %s", (_, given, profile, want) => {
    const schema = {
      ...("additionalItems" in given && { $schema: "http://json-schema.org/draft-07/schema#" }),
    };
    const printed = toolSchema({ ...schema, ...property({ type: "array", ...given }) }, profile);
    expect(printed.schema["properties"]).toEqual({ a: { type: "array", ...want } });
    expect(printed.losses).toEqual([]);
    expect(printed.decode(printed.encode({ a: ["x", 1] }))).toEqual({ a: ["x", 1] });
  });
});

it.each<[string, JsonObject, ProviderProfile, string]>([
  [
    "uniqueItems",
    { type: "array", items: { type: "string" }, uniqueItems: true },
    OPENAI_STRICT,
    '"uniqueItems" cannot be expressed',
  ],
  ["format", { type: "string", format: "uri" }, OPENAI_STRICT, 'format "uri" cannot be expressed'],
  ["a pattern with look-ahead", { type: "string", pattern: "^(?!x)" }, OPENAI, "is not checked"],
  ["a reference that leads nowhere", { $ref: "#/$defs/gone" }, ANTHROPIC, "gone"],
  [
    "a second pattern",
    { type: "string", pattern: "a", allOf: [{ pattern: "b" }] },
    ANTHROPIC,
    '"pattern" cannot be expressed',
  ],
  [
    "a second multipleOf",
    { type: "number", multipleOf: 2, allOf: [{ multipleOf: 3 }] },
    ANTHROPIC,
    '"multipleOf" cannot be expressed',
  ],
  [
    "patterns of names",
    { type: "object", patternProperties: { "^x": { type: "string" } } },
    ANTHROPIC,
    '"patternProperties" cannot be expressed',
  ],
  [
    "which item stands where",
    { type: "array", prefixItems: [{ type: "string" }], items: false },
    OPENAI,
    "positions of items",
  ],
])("tells that it is lost: %s", (_, schema, profile, want) => {
  expect(toolSchema(property(schema), profile).losses).toEqual([
    { path: "a", message: expect.stringContaining(want) as string },
  ]);
});

it("says that items of a list differ where the provider takes it", () => {
  const schema = property({ type: "array", items: { type: "string" }, uniqueItems: true });
  expect(toolSchema(schema, ANTHROPIC)).toMatchObject({
    schema: { properties: { a: { uniqueItems: true } } },
    losses: [],
  });
});
