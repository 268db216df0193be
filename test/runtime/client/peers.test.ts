import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { InMemoryTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { McpServer as OldServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { FastMCP } from "fastmcp";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { Client, type ClientTarget, McpError, ToolError } from "../../../src/runtime/index.js";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** SDK v1, the server object itself. */
function sdkV1(): ClientTarget {
  const server = new OldServer({ name: "peer", version: "1" });
  server.registerTool(
    "add",
    { inputSchema: { a: z.number(), b: z.number() }, outputSchema: { sum: z.number() } },
    ({ a, b }) => ({
      content: [{ type: "text", text: String(a + b) }],
      structuredContent: { sum: a + b },
    }),
  );
  server.registerTool("fail", {}, () => {
    throw new Error("broken on purpose");
  });
  return server as unknown as ClientTarget;
}

function sdkV2(): McpServer {
  const server = new McpServer({ name: "peer", version: "1" });
  const input = z.object({ a: z.number(), b: z.number() });
  server.registerTool(
    "add",
    { inputSchema: input, outputSchema: z.object({ sum: z.number() }) },
    ({ a, b }) => ({
      content: [{ type: "text", text: String(a + b) }],
      structuredContent: { sum: a + b },
    }),
  );
  server.registerTool("fail", {}, () => {
    throw new Error("broken on purpose");
  });
  return server;
}

async function sdkV2Http(): Promise<ClientTarget> {
  const http = createServer(toNodeHandler(createMcpHandler(sdkV2)) as never);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => new Promise((resolve) => (http.closeAllConnections(), http.close(() => resolve()))));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
}

/** npm fastmcp, over its own HTTP stream. */
async function fastmcp(): Promise<ClientTarget> {
  const server = new FastMCP({ name: "peer", version: "1.0.0" });
  server.addTool({
    name: "add",
    parameters: z.object({ a: z.number(), b: z.number() }),
    execute: async ({ a, b }) => String(a + b),
  });
  server.addTool({
    name: "fail",
    execute: async () => {
      throw new Error("broken on purpose");
    },
  });
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  await server.start({ transportType: "httpStream", httpStream: { port, host: "127.0.0.1" } });
  cleanups.push(() => server.stop());
  return `http://127.0.0.1:${port}/mcp`;
}

describe.each([
  ["SDK v1 in memory", sdkV1, "auto", "legacy"],
  ["SDK v2 in memory, made per connection", () => sdkV2, "auto", "modern"],
  ["SDK v2 in memory, the object itself", () => sdkV2() as unknown as ClientTarget, "auto", "legacy"],
  [
    "SDK v2 handler without sockets",
    () => createMcpHandler(sdkV2) as unknown as ClientTarget,
    "auto",
    "modern",
  ],
  ["SDK v2 over HTTP", sdkV2Http, "auto", "modern"],
  ["SDK v2 over HTTP", sdkV2Http, "legacy", "legacy"],
  ["npm fastmcp over HTTP", fastmcp, "auto", "legacy"],
] as const)("%s (%#)", (_name, make, protocol, era) => {
  it(`works, in the ${era} era`, async () => {
    const client = await Client.connect(await make(), { protocol });
    cleanups.push(() => client.close());
    expect(client.era).toBe(era);
    expect(client.serverInfo?.name).toBe("peer");
    expect((await client.listTools()).map(({ name }) => name).sort()).toEqual(["add", "fail"]);
    expect((await client.callTool("add", { a: 2, b: 3 })).content.text).toBe("5");
    await expect(client.callTool("fail")).rejects.toThrow(/broken on purpose/);
    await expect(client.callTool("fail")).rejects.toBeInstanceOf(ToolError);
    const unknown: unknown = await client.callTool("nope").catch((reason: unknown) => reason);
    expect(unknown instanceof ToolError || unknown instanceof McpError).toBe(true);
    expect(await client.ping()).toBe(true);
  });
});

describe("a transport that the caller made", () => {
  it("serves one connection", async () => {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await sdkV2().connect(theirs as never);
    await using client = await Client.connect(ours);
    expect((await client.callTool("add", { a: 1, b: 1 })).data).toEqual({ sum: 2 });
  });
});
