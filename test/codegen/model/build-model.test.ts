import { describe, expect, it } from "vitest";
import { buildModel, type RawAnswers } from "../../../src/codegen/model/index.js";

function raw(lists: RawAnswers["lists"]): RawAnswers {
  return { key: "s", era: "legacy", protocolVersion: "2025-11-25", clientCapabilities: {}, lists };
}

const tool = (name: string, more: object = {}): object => ({
  name,
  inputSchema: { type: "object" },
  ...more,
});

/** `[code, subject]` of every diagnostic. */
const notes = (lists: RawAnswers["lists"], limits = {}): unknown =>
  buildModel(raw(lists), limits).diagnostics.map(({ code, subject }) => [code, subject]);

describe("buildModel", () => {
  it("sorts by code unit, whatever the order of the list", () => {
    const tools = ["b", "a", "B", "é", "_"].map((name) => tool(name));
    const forwards = buildModel(raw({ tools }));
    expect(forwards.tools.map(({ name }) => name)).toEqual(["B", "_", "a", "b", "é"]);
    expect(buildModel(raw({ tools: [...tools].reverse() }))).toEqual(forwards);
  });

  it("sorts the keywords of a schema and keeps the order of its properties", () => {
    const inputSchema = {
      type: "object",
      required: ["z"],
      properties: { z: { type: "string", description: "d" }, a: { $ref: "#/$defs/T" } },
      $defs: { T: { type: "number" }, A: {} },
    };
    const [only] = buildModel(raw({ tools: [{ name: "t", inputSchema }] })).tools;
    expect(JSON.stringify(only?.inputSchema)).toBe(
      '{"$defs":{"T":{"type":"number"},"A":{}},"properties":{"z":{"description":"d","type":"string"},"a":{"$ref":"#/$defs/T"}},"required":["z"],"type":"object"}',
    );
  });

  it("picks the same of two tools with one name from either end of the list", () => {
    const tools = [tool("x", { description: "second" }), tool("x", { description: "first" })];
    const forwards = buildModel(raw({ tools }));
    const backwards = buildModel(raw({ tools: tools.toReversed() }));
    expect(forwards.tools.map(({ description }) => description)).toEqual(["first"]);
    expect(backwards).toEqual(forwards);
    expect(forwards.diagnostics).toMatchObject([{ code: "DUPLICATE", subject: 'tool "x"' }]);
  });

  it.each([
    ["a tool that is not an object", { tools: [7] }, [["TOOL_MALFORMED", "tool"]]],
    ["a tool without a name", { tools: [{ inputSchema: {} }] }, [["TOOL_MALFORMED", "tool"]]],
    [
      "a tool whose name is a number",
      { tools: [{ name: 7, inputSchema: {} }] },
      [["TOOL_MALFORMED", "tool"]],
    ],
    [
      "a tool whose schema is a string",
      { tools: [tool("x", { inputSchema: "object" })] },
      [["TOOL_REPAIRED", 'tool "x"']],
    ],
    [
      "a tool that takes a list",
      { tools: [tool("x", { inputSchema: { type: "array" } })] },
      [["TOOL_REPAIRED", 'tool "x"']],
    ],
    [
      "a tool whose schema is null",
      { tools: [{ name: "x", inputSchema: null }] },
      [["TOOL_REPAIRED", 'tool "x"']],
    ],
    [
      "a tool with an output schema that is a list",
      { tools: [tool("x", { outputSchema: [] })] },
      [["TOOL_REPAIRED", 'tool "x"']],
    ],
    ["a tool without a schema", { tools: [{ name: "x" }] }, [["TOOL_REPAIRED", 'tool "x"']]],
    ["a title that is a number", { tools: [tool("x", { title: 1 })] }, [["FIELD_MALFORMED", 'tool "x"']]],
    [
      "null where it is meaningless",
      {
        tools: [
          tool("x", { title: null, description: null, annotations: null, outputSchema: null, _meta: null }),
        ],
      },
      [],
    ],
    [
      "an invisible name",
      { tools: [tool("a\u202Eb", { title: 1 })] },
      [["FIELD_MALFORMED", 'tool "a\\u{202e}b"']],
    ],
    ["a resource without a URI", { resources: [{ name: "x" }] }, [["RESOURCE_MALFORMED", "resource"]]],
    [
      "two prompt arguments with the same name",
      { prompts: [{ name: "p", arguments: [{ name: "x" }, { name: "x", required: true }] }] },
      [["DUPLICATE", 'prompt "p"']],
    ],
    [
      "a prompt argument without a name",
      { prompts: [{ name: "p", arguments: [{}] }] },
      [["PROMPT_ARGUMENT_MALFORMED", "prompt argument"]],
    ],
  ])("reports %s", (_, lists, want) => {
    expect(notes(lists)).toEqual(want);
  });

  it("keeps a good tool next to a bad one, and makes one without a usable schema accept any object", () => {
    const { tools } = buildModel(raw({ tools: [null, tool("good"), { name: "bad", inputSchema: 3 }] }));
    expect(tools.map(({ name }) => name)).toEqual(["bad", "good"]);
    expect(tools[0]?.inputSchema).toEqual({ type: "object" });
  });

  it.each([
    [
      "too many items",
      { tools: [tool("a"), tool("b"), tool("c")] },
      { items: 2 },
      [["LIST_TRUNCATED", "tools/list"]],
    ],
    [
      "too long a name",
      { tools: [tool("a".repeat(9))] },
      { nameChars: 8 },
      [["TOOL_MALFORMED", `tool "${"a".repeat(9)}"`]],
    ],
    [
      "too large a schema",
      { tools: [tool("a", { inputSchema: { description: "x".repeat(99) } })] },
      { schemaChars: 50 },
      [["SCHEMA_TOO_LARGE", 'tool "a"']],
    ],
    [
      "too deep an item",
      { tools: [tool("a", { inputSchema: nested(100) })] },
      { itemDepth: 50 },
      [["TOOL_MALFORMED", 'tool "a"']],
    ],
    [
      "an item that would overflow the stack",
      { tools: [tool("a", { inputSchema: nested(200_000) })] },
      {},
      [["TOOL_MALFORMED", 'tool "a"']],
    ],
  ])("bounds %s", (_, lists, limits, want) => {
    expect(notes(lists, limits)).toEqual(want);
  });

  it("replaces numbers that JSON cannot keep by ones that it can", () => {
    const inputSchema = JSON.parse('{"maximum":1e400,"minimum":-1e400,"default":-0}') as object;
    const { tools } = buildModel(raw({ tools: [{ name: "t", inputSchema }] }));
    expect(JSON.parse(JSON.stringify(tools))).toEqual(tools);
    expect(tools[0]?.inputSchema).toEqual({
      default: 0,
      maximum: Number.MAX_VALUE,
      minimum: -Number.MAX_VALUE,
    });
  });

  it("keeps a property named __proto__", () => {
    const inputSchema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}}}',
    ) as object;
    const [only] = buildModel(raw({ tools: [{ name: "t", inputSchema }] })).tools;
    expect(JSON.stringify(only?.inputSchema)).toBe(
      '{"properties":{"__proto__":{"type":"string"}},"type":"object"}',
    );
  });
});

function nested(depth: number): object {
  let value: object = {};
  for (let i = 0; i < depth; i++) value = { not: value };
  return value;
}
