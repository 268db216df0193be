import { describe, expect, it } from "vitest";
import { hasHeaders, headerFault } from "../../../../src/runtime/backend/lists/header-schema.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";

const header = (name: unknown, type: unknown = "string"): JsonObject =>
  ({ type, "x-mcp-header": name }) as JsonObject;
const properties = (all: JsonObject): JsonObject => ({ type: "object", properties: all });

// MCP 2026-07-28, Streamable HTTP: what a client must exclude because of its `x-mcp-header`
describe("headerFault", () => {
  it.each<[string, JsonObject]>([
    ["no header", properties({ a: { type: "string" } })],
    ["a header", properties({ a: header("Region") })],
    [
      "each type that can be one",
      properties({ a: header("A"), b: header("B", "integer"), c: header("C", "boolean") }),
    ],
    ["below another property", properties({ a: properties({ b: header("Region") }) })],
    ["the word as the name of a property", properties({ "x-mcp-header": { type: "string" } })],
    ["in a default", properties({ a: { type: "object", default: { "x-mcp-header": 1 } } })],
  ])("finds nothing against %s", (_name, schema) => {
    expect(headerFault(schema)).toBeUndefined();
  });

  it.each<[string, JsonObject, RegExp]>([
    ["a name that is not a string", properties({ a: header(1) }), /property "a" .* not a token: 1/],
    ["a name that is not a token", properties({ a: header("a b") }), /not a token: .*a b/],
    ["an empty name", properties({ a: header("") }), /not a token/],
    ["a name with a line break", properties({ a: header("a\r\nX: 1") }), /not a token/],
    ["a number", properties({ a: header("A", "number") }), /not a string, integer or boolean/],
    ["an object", properties({ a: header("A", "object") }), /not a string, integer or boolean/],
    ["several types", properties({ a: header("A", ["string", "null"]) }), /not a string, integer or boolean/],
    ["one name twice", properties({ a: header("Region"), b: header("region") }), /two properties .*"region"/],
    ["the root", header("A"), /"\(root\)" .* may be absent/],
    ["an item", properties({ a: { type: "array", items: header("A") } }), /"a\.<items>" .* may be absent/],
    ["a branch", { ...properties({}), anyOf: [properties({ a: header("A") })] }, /may be absent/],
    ["a definition", { ...properties({}), $defs: { a: header("A") } }, /may be absent/],
    [
      "what a pattern names",
      { ...properties({}), patternProperties: { "^x": header("A") } },
      /may be absent/,
    ],
  ])("excludes %s", (_name, schema, fault) => {
    expect(hasHeaders(schema)).toBe(true);
    expect(headerFault(schema)).toMatch(fault);
  });

  it("ends on a schema of any depth", () => {
    let schema: JsonObject = header("Deep");
    for (let i = 0; i < 200; i++) schema = properties({ a: schema });
    expect(headerFault(schema)).toBeUndefined();
  });
});
