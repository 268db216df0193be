import { describe, expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { readTransforms } from "../../../src/runtime/transforms/read-transforms.js";
import { transformInputSchema } from "../../../src/runtime/transforms/input-schema.js";
import { parseConfig, resolveEntry } from "../../../src/shared/config/index.js";
import type { JsonObject } from "../../../src/shared/json/json.js";
import { accepts, readSchema } from "../../../src/shared/json-schema/index.js";

function transformsOf(tool: object) {
  const { servers } = parseConfig({ mcpServers: { s: { command: "x", tools: { t: tool } } } });
  return readTransforms(servers[0]!);
}

function transformed(schema: JsonObject, args: object): JsonObject {
  return transformInputSchema(schema, transformsOf({ arguments: args })[0]!.arguments);
}

const city = { type: "string", description: "A city" };
const days = { type: "integer" };
const base = {
  type: "object",
  properties: { city, days },
  required: ["city", "days"],
  additionalProperties: false,
};

describe("a default from a variable", () => {
  it("is resolved for calls, and not shown", () => {
    const { servers } = parseConfig({
      mcpServers: { s: { command: "x", tools: { t: { arguments: { city: { default: "${TOWN}" } } } } } },
    });
    const { entry } = resolveEntry(servers[0]!, { env: { TOWN: "hidden-town" } });
    const transforms = readTransforms(entry!)[0]!.arguments;
    expect(transforms.get("city")?.default).toEqual({ value: "hidden-town" });
    expect(JSON.stringify(transformInputSchema(base, transforms))).not.toContain("hidden-town");
  });
});

describe("transforms of an input schema", () => {
  it.each<[string, JsonObject, object, JsonObject]>([
    ["nothing", base, {}, base],
    [
      "a name",
      base,
      { city: { name: "town" } },
      { ...base, properties: { town: city, days }, required: ["town", "days"] },
    ],
    [
      "names that change places",
      base,
      { city: { name: "days" }, days: { name: "city" } },
      { ...base, properties: { days: city, city: days }, required: ["days", "city"] },
    ],
    [
      "words",
      base,
      { city: { description: "Where", examples: ["Oslo"] } },
      { ...base, properties: { city: { ...city, description: "Where", examples: ["Oslo"] }, days } },
    ],
    [
      "a default makes it optional, even null",
      base,
      { city: { default: null }, days: { default: 3 } },
      {
        type: "object",
        properties: { city: { ...city, default: null }, days: { ...days, default: 3 } },
        additionalProperties: false,
      },
    ],
    [
      "a default from a variable, which is not shown",
      base,
      { city: { default: "${TOWN}" } },
      { ...base, required: ["days"] },
    ],
    [
      "a default that is a secret by the name of its argument",
      { type: "object", properties: { api_key: { type: "string" } } },
      { api_key: { default: "abc" } },
      { type: "object", properties: { api_key: { type: "string" } } },
    ],
    [
      "a default that looks like a secret, in place of the server's",
      { type: "object", properties: { x: { type: "string", default: "none" } } },
      { x: { default: "ghp_0123456789abcdefghij0123456789abcd" } },
      { type: "object", properties: { x: { type: "string" } } },
    ],
    [
      "a secret default in place of that of a definition, through several references",
      {
        type: "object",
        properties: { token: { $ref: "#/$defs/a", title: "T" }, other: { $ref: "#/$defs/a" } },
        $defs: { a: { $ref: "#/$defs/b" }, b: { type: "string", default: "none" } },
      },
      { token: { default: "ghp_0123456789abcdefghij0123456789abcd" } },
      {
        type: "object",
        properties: { token: { type: "string", title: "T" }, other: { $ref: "#/$defs/a" } },
        $defs: { a: { $ref: "#/$defs/b" }, b: { type: "string", default: "none" } },
      },
    ],
    [
      "a default where the definition has none, and where it refers to itself",
      {
        type: "object",
        properties: { a: { $ref: "#/$defs/a" }, b: { $ref: "#/$defs/b" } },
        $defs: { a: { type: "string" }, b: { $ref: "#/$defs/b" } },
      },
      { a: { default: "x" }, b: { default: "y" } },
      {
        type: "object",
        properties: { a: { $ref: "#/$defs/a", default: "x" }, b: { $ref: "#/$defs/b", default: "y" } },
        $defs: { a: { type: "string" }, b: { $ref: "#/$defs/b" } },
      },
    ],
    [
      "hidden",
      base,
      { days: { hide: true, default: 3 } },
      { ...base, properties: { city }, required: ["city"] },
    ],
    [
      "required here only",
      { type: "object", properties: { city } },
      { city: { required: true, name: "town" } },
      { type: "object", properties: { town: city }, required: ["town"] },
    ],
    [
      "rules about the same object",
      {
        properties: { a: {}, b: {}, c: {} },
        anyOf: [{ required: ["a"] }, { required: ["b"], properties: { a: { const: 1 } } }],
        dependentRequired: { a: ["b", "c"] },
        if: { properties: { a: { const: 1 } } },
      },
      { a: { name: "x" }, c: { hide: true, default: 1 } },
      {
        properties: { x: {}, b: {} },
        anyOf: [{ required: ["x"] }, { required: ["b"], properties: { x: { const: 1 } } }],
        dependentRequired: { x: ["b"] },
        if: { properties: { x: { const: 1 } } },
      },
    ],
    [
      "objects within arguments have names of their own",
      { properties: { a: { properties: { a: {} }, required: ["a"] } } },
      { a: { name: "x" } },
      { properties: { x: { properties: { a: {} }, required: ["a"] } } },
    ],
    [
      "definitions and references to them",
      { properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { type: "string" } }, required: ["a"] },
      { a: { name: "x", description: "d" } },
      {
        properties: { x: { $ref: "#/$defs/A", description: "d" } },
        $defs: { A: { type: "string" } },
        required: ["x"],
      },
    ],
    [
      "a reference to a renamed argument",
      { properties: { a: { items: { type: "string" } }, b: { $ref: "#/properties/a/items" } } },
      { a: { name: "x/y" } },
      { properties: { "x/y": { items: { type: "string" } }, b: { $ref: "#/properties/x~1y/items" } } },
    ],
    [
      "a reference to a hidden argument",
      { properties: { a: { type: "string" }, b: { $ref: "#/properties/a" } } },
      { a: { hide: true } },
      { properties: { b: { $ref: "#/$defs/a" } }, $defs: { a: { type: "string" } } },
    ],
    [
      "an argument called $ref, and data that looks like a reference",
      { properties: { a: {}, $ref: { const: { $ref: "#/properties/a" } } } },
      { a: { name: "x" } },
      { properties: { x: {}, $ref: { const: { $ref: "#/properties/a" } } } },
    ],
    [
      "arguments defined elsewhere",
      { $ref: "#/$defs/Input", $defs: { Input: { type: "object", properties: { a: {} }, required: ["a"] } } },
      { a: { name: "x" } },
      {
        type: "object",
        properties: { x: {} },
        $defs: { Input: { type: "object", properties: { a: {} }, required: ["a"] } },
        required: ["x"],
      },
    ],
    [
      "an argument that may be anything",
      { properties: { a: true } },
      { a: { default: 1 } },
      { properties: { a: { default: 1 } } },
    ],
    [
      "an argument with a name of Object's",
      JSON.parse('{"properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}') as JsonObject,
      { ...(JSON.parse('{"__proto__":{"name":"constructor"}}') as object) },
      { properties: { constructor: { type: "string" } }, required: ["constructor"] },
    ],
  ])("%s", (_intent, schema, args, want) => {
    const before = JSON.stringify(schema);
    expect(transformed(schema, args)).toEqual(want);
    expect(JSON.stringify(schema)).toBe(before);
  });

  it.each([
    [
      "an argument that is not there",
      { town: { name: "x" } },
      "/mcpServers/s/tools/t/arguments/town",
      'has no argument "town". It has "city", "days"',
    ],
    [
      "hiding what the server requires",
      { days: { hide: true } },
      "/mcpServers/s/tools/t/arguments/days/hide",
      'can only be hidden with a "default"',
    ],
    [
      "the name of another",
      { city: { name: "days" } },
      "/mcpServers/s/tools/t/arguments/city",
      '"city" and "days" would both be called "days"',
    ],
  ])("%s is a fault with its place", (_intent, args, pointer, message) => {
    const run = (): unknown => transformed(base, args);
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ pointer }));
  });
});

describe("transforms as the config has them", () => {
  it.each([
    [
      "an unknown field",
      { nmae: "x" },
      '/mcpServers/s/tools/t/nmae: server "s": "nmae" is not a field of a transform.',
    ],
    [
      "a name that is not a string",
      { name: 5 },
      '/mcpServers/s/tools/t/name: server "s": "name" is a number; it must be a string.',
    ],
    ["an empty name", { name: " " }, "/mcpServers/s/tools/t/name"],
    ["enabled that is not a boolean", { enabled: "no" }, "/mcpServers/s/tools/t/enabled"],
    ["an argument that is not an object", { arguments: { a: 1 } }, "/mcpServers/s/tools/t/arguments/a"],
    [
      "required: false",
      { arguments: { a: { required: false } } },
      "/mcpServers/s/tools/t/arguments/a/required",
    ],
    [
      "hidden and required",
      { arguments: { a: { required: true, hide: true } } },
      "A hidden argument cannot be required",
    ],
    [
      "a default and required",
      { arguments: { a: { required: true, default: 1 } } },
      "with a default is not required",
    ],
  ])("%s is refused with its place", (_intent, tool, message) => {
    expect(() => transformsOf(tool)).toThrow(message);
    expect(() => transformsOf(tool)).toThrow(expect.objectContaining({ code: "CONFIGURATION", server: "s" }));
  });

  it("refuses two arguments with one name, unless one of them is hidden", () => {
    const args = { a: { name: "x" }, b: { name: "x" } };
    expect(() => transformsOf({ arguments: args })).toThrow(
      '/mcpServers/s/tools/t/arguments/b/name: server "s": Arguments "a" and "b" are both renamed to "x".',
    );
    expect(transformsOf({ arguments: { ...args, b: { name: "x", hide: true } } })).toHaveLength(1);
  });

  it("refuses two tools with one name", () => {
    const { servers } = parseConfig({
      mcpServers: { s: { command: "x", tools: { a: { name: "x" }, b: { name: "x" } } } },
    });
    expect(() => readTransforms(servers[0]!)).toThrow('Tools "a" and "b" are both renamed to "x"');
  });
});

it("accepts under new names what was accepted under the old ones", () => {
  const old = ["a", "b", "c", "d"];
  const name = fc.constantFrom(...old);
  const names = fc.uniqueArray(name, { maxLength: 4 });
  const value = fc.constantFrom<JsonObject[string]>(1, "x", true, null, { a: 1 });
  const property = fc.constantFrom<JsonObject>(
    {},
    { type: "string" },
    { $ref: "#/properties/a" },
    { $ref: "#/$defs/N" },
    { properties: { a: { type: "integer" } }, required: ["a"] },
  );
  const rule: fc.Arbitrary<JsonObject> = fc.oneof(
    names.map((required) => ({ required })),
    fc.tuple(name, value).map(([key, constant]) => ({ properties: { [key]: { const: constant } } })),
    fc.tuple(name, names).map(([key, list]) => ({ dependentRequired: { [key]: list } })),
  );
  const schema = fc
    .record({
      a: fc.constantFrom<JsonObject>({}, { type: "integer" }),
      others: fc.tuple(property, property, property),
      required: names,
      rules: fc.record(
        {
          anyOf: fc.array(rule, { minLength: 1, maxLength: 3 }),
          not: rule,
          if: rule,
          then: rule,
          else: rule,
          allOf: fc.array(rule, { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
      closed: fc.boolean(),
    })
    .map(({ a, others: [b, c, d], required, rules, closed }): JsonObject => ({
      type: "object",
      properties: { a, b, c, d },
      required,
      ...rules,
      ...(closed && { additionalProperties: false }),
      $defs: { N: { type: ["string", "number"] } },
    }));
  const args = fc.dictionary(name, value, { maxKeys: 4 });
  const renames = fc.shuffledSubarray(["a", "b", "c", "x", "y/z", "constructor", "~"], {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(schema, args, renames, (original, given, fresh) => {
      const map = new Map(old.map((key, i) => [key, fresh[i]!]));
      const changed = transformed(
        original,
        Object.fromEntries([...map].map(([key, to]) => [key, { name: to }])),
      );
      const renamed = Object.fromEntries(Object.entries(given).map(([key, item]) => [map.get(key)!, item]));
      expect(accepts(readSchema(changed), renamed)).toBe(accepts(readSchema(original), given));
    }),
    { numRuns: 300 },
  );
});
