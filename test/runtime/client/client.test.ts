import { McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { dualEraSource, handlerSource } from "../support/sources.js";

function server(): McpServer {
  const s = new McpServer({ name: "s", version: "1" }, { capabilities: { logging: {} } });
  s.registerTool(
    "add",
    { inputSchema: z.object({ a: z.number(), b: z.number() }), outputSchema: z.object({ sum: z.number() }) },
    async ({ a, b }) => ({
      content: [{ type: "text", text: String(a + b) }],
      structuredContent: { sum: a + b },
    }),
  );
  return s;
}

it.each([
  ["memory auto", dualEraSource(server), "auto", "modern"],
  ["memory legacy", dualEraSource(server), "legacy", "legacy"],
  ["http auto", handlerSource(server), "auto", "modern"],
  ["http legacy", handlerSource(server), "legacy", "legacy"],
] as const)("%s", async (_name, source, protocol, era) => {
  await using client = await Client.connect(source, { protocol });
  expect(client.era).toBe(era);
  expect((await client.listTools()).map((t) => t.name)).toEqual(["add"]);
  const r = await client.callTool("add", { a: 1, b: 2 });
  expect(r.data).toEqual({ sum: 3 });
  expect(r.content.text).toBe("3");
  expect(await client.ping()).toBe(true);
  expect(await client.listPrompts()).toEqual([]);
});
