import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/shared/json/json.js";
import {
  configObject,
  parseConfig,
  serializeConfig,
  updateConfig,
  updateConfigText,
} from "../../../src/shared/config/index.js";

describe("updateConfig", () => {
  const config = {
    $schema: "s",
    mcpServers: { a: { command: "x", env: { A: "1", B: "2" }, vendor: 1 } },
    servers: { v: { url: "http://h" } },
  };
  it.each([
    [
      "merges, and keeps what is unknown",
      { a: { command: "y", env: { A: "3" } } },
      { a: { command: "y", env: { A: "3", B: "2" }, vendor: 1 } },
    ],
    [
      "null takes a field out",
      { a: { env: { A: null } } },
      { a: { command: "x", env: { B: "2" }, vendor: 1 } },
    ],
    ["null takes a server out", { a: null }, {}],
    [
      "adds",
      { n: { url: "http://n", headers: { X: null } } },
      { ...config.mcpServers, n: { url: "http://n", headers: {} } },
    ],
    ["arrays are replaced", { a: { args: ["z"] } }, { a: { ...config.mcpServers.a, args: ["z"] } }],
  ])("%s", (_, patch, mcpServers) => {
    expect(updateConfig(config, patch)).toEqual({ ...config, mcpServers });
  });
  it("changes a server at its place", () => {
    expect(updateConfig(config, { v: { disabled: true } })).toEqual({
      ...config,
      servers: { v: { url: "http://h", disabled: true } },
    });
    expect(updateConfig({ a: { command: "x" }, theme: 1 }, { b: { command: "y" } })).toEqual({
      a: { command: "x" },
      theme: 1,
      b: { command: "y" },
    });
    expect(updateConfig({}, { b: { command: "y" } })).toEqual({ mcpServers: { b: { command: "y" } } });
  });
  it("accepts any key", () => {
    const patch = JSON.parse('{"__proto__":{"command":"y"}}') as Record<string, JsonObject>;
    expect(JSON.stringify(updateConfig({ mcpServers: {} }, patch))).toBe(
      '{"mcpServers":{"__proto__":{"command":"y"}}}',
    );
  });
});

describe("updateConfigText", () => {
  const lines = (...text: string[]): string => text.join("\n");
  it.each([
    [
      "an empty string",
      "",
      { a: { command: "x" } },
      lines("{", '  "mcpServers": {', '    "a": {', '      "command": "x"', "    }", "  }", "}", ""),
    ],
    [
      "a value in place",
      '{"mcpServers":{"a":{"command":"x"/*c*/}}}',
      { a: { command: "y" } },
      '{"mcpServers":{"a":{"command":"y"/*c*/}}}',
    ],
    [
      "a member on one line",
      '{"mcpServers": {"a": {"command": "x"}}}',
      { a: { args: ["b"] } },
      '{"mcpServers": {"a": {"command": "x", "args": ["b"]}}}',
    ],
    [
      "a member behind a comment",
      lines("{", '\t"a": {', '\t\t"command": "x" // x', "\t}", "}"),
      { a: { cwd: "/" } },
      lines("{", '\t"a": {', '\t\t"command": "x", // x', '\t\t"cwd": "/"', "\t}", "}"),
    ],
    [
      "a server behind a trailing comma",
      lines("{", '  "mcpServers": {', '    "a": { "command": "x" }, // keep', "  }", "}"),
      { b: { command: "y" } },
      lines(
        "{",
        '  "mcpServers": {',
        '    "a": { "command": "x" }, // keep',
        '    "b": {',
        '      "command": "y"',
        "    },",
        "  }",
        "}",
      ),
    ],
    [
      "out of the middle",
      lines(
        "{",
        '  "mcpServers": {',
        '    "a": {"command":"x"}, // a',
        '    "b": {"command":"y"},',
        '    "c": {"command":"z"}',
        "  }",
        "}",
      ),
      { b: null },
      lines(
        "{",
        '  "mcpServers": {',
        '    "a": {"command":"x"}, // a',
        '    "c": {"command":"z"}',
        "  }",
        "}",
      ),
    ],
    [
      "out of the end",
      lines(
        "{",
        '  "mcpServers": {',
        '    "a": {"command":"x"}, // a',
        '    "b": {"command":"y"}',
        "  }",
        "}",
      ),
      { b: null },
      lines("{", '  "mcpServers": {', '    "a": {"command":"x"} // a', "  }", "}"),
    ],
    ["the only one", '{"mcpServers":{"a":{"command":"x"}}}', { a: null }, '{"mcpServers":{}}'],
    [
      "CRLF",
      '{\r\n  "mcpServers": {}\r\n}',
      { a: { command: "x" } },
      '{\r\n  "mcpServers": {\r\n    "a": {\r\n      "command": "x"\r\n    }\r\n  }\r\n}',
    ],
  ])("%s", (_, text, patch, want) => {
    expect(updateConfigText(text, patch)).toBe(want);
  });
});

it("loses nothing when a config is saved", () => {
  const value = {
    $schema: "s",
    mcpServers: { a: { command: "${X}", odd: [1] }, bad: { url: 5 } },
    inputs: [],
  };
  expect(configObject(parseConfig(value))).toEqual(value);
  expect(serializeConfig(parseConfig(value))).toBe(
    `${JSON.stringify({ $schema: "s", inputs: [], mcpServers: value.mcpServers }, null, 2)}\n`,
  );
});
