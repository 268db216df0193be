import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { introspect } from "../../../src/codegen/introspect/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const LISTS = fileURLToPath(new URL("fixtures/lists.mjs", import.meta.url));

it.each([
  ["tools/list", ["LIST_CUT"]],
  ["prompts/list", []],
])("a server that refuses %s with an error: %j", async (method, want) => {
  const script = {
    capabilities: { tools: {}, prompts: {} },
    lists: {
      "tools/list": [[{ name: "t", inputSchema: { type: "object" } }]],
      "prompts/list": [[{ name: "p" }]],
    },
    errors: { [method]: { code: -32_603, message: "no key" } },
  };
  const s = { command: process.execPath, args: [LISTS, JSON.stringify(script)] };
  const { failures } = await introspect(parseConfig({ mcpServers: { s } }).servers, {});
  expect(failures.map(({ code }) => code)).toEqual(want);
});
