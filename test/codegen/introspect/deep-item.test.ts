import { describe, expect, it } from "vitest";
import { introspect } from "../../../src/codegen/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

/** A server whose first tool nests 12,000 levels: more than a stack holds. */
const SERVER = `
const deep = '{"type":"object","properties":{"a":'.repeat(12000) + "{}" + "}}".repeat(12000);
const tools = '[{"name":"deep","inputSchema":' + deep + '},{"name":"fine","inputSchema":{"type":"object"}}]';
const results = {
  initialize: '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}',
  "tools/list": '{"tools":' + tools + "}",
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  if (id === undefined) return;
  const answer = results[method] ? '"result":' + results[method] : '"error":{"code":-32601,"message":"no"}';
  process.stdout.write('{"jsonrpc":"2.0","id":' + JSON.stringify(id) + "," + answer + "}\\n");
});`;

describe("introspect", () => {
  it("an item that nests too deeply costs that item, not its list", async () => {
    const { servers } = parseConfig({
      mcpServers: { d: { command: process.execPath, args: ["-e", SERVER] } },
    });
    const { models, failures } = await introspect(servers);
    expect(failures).toEqual([]);
    expect(models[0]?.tools.map((tool) => tool.name)).toEqual(["fine"]);
    expect(models[0]?.diagnostics).toMatchObject([{ subject: 'tool "deep"', severity: "error" }]);
  });
});
