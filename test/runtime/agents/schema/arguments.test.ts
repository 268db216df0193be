import { describe, expect, it } from "vitest";
import { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "../../../../src/runtime/agents/schema/profiles.js";
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
      { path: "a", message: "alternatives that differ in required properties alone cannot be said" },
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
