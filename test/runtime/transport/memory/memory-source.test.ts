import { Client, type Transport } from "@modelcontextprotocol/client";
import { McpServer as V1Server } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Server as V1LowLevel } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { McpServer } from "@modelcontextprotocol/server";
import { FastMCP } from "fastmcp";
import { describe, expect, it, onTestFinished } from "vitest";
import { MemorySource } from "../../../../src/runtime/transport/memory/memory-source.js";
import type { ServerObject } from "../../../../src/runtime/transport/memory/server-object.js";
import { Wire } from "../wire.js";

function v2(): McpServer {
  const server = new McpServer({ name: "v2", version: "1.0.0" });
  server.registerTool("hello", {}, () => ({ content: [] }));
  return server;
}

function v1(): V1Server {
  const server = new V1Server({ name: "v1", version: "1.0.0" });
  server.registerTool("hello", {}, () => ({ content: [] }));
  return server;
}

function lowLevel(): V1LowLevel {
  const server = new V1LowLevel({ name: "low", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [{ name: "hello", inputSchema: { type: "object" } }],
  }));
  return server;
}

function fastmcp(): ServerObject {
  const server = new FastMCP({ name: "fast", version: "1.0.0" });
  server.addTool({ name: "hello", description: "", execute: () => Promise.resolve("") });
  return server as unknown as ServerObject;
}

async function connect(source: MemorySource, mode: "auto" | "legacy"): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(await source.open({}));
  return client;
}

describe.each([
  ["v1 McpServer", v1],
  ["v1 low-level Server", lowLevel],
  ["v2 McpServer", v2],
  ["npm fastmcp", fastmcp],
] as const)("%s", (_, make) => {
  it("connects again and again", async () => {
    const source = new MemorySource(make() as ServerObject);
    for (const mode of ["legacy", "auto"] as const) {
      const client = await connect(source, mode);
      expect((await client.listTools()).tools.map((it) => it.name)).toEqual(["hello"]);
      expect(client.getProtocolEra()).toBe("legacy");
      await client.close();
    }
  });

  it("makes a new server by a function for each connection", async () => {
    const source = new MemorySource(() => make() as ServerObject);
    const clients = await Promise.all([connect(source, "legacy"), connect(source, "auto")]);
    for (const client of clients) expect((await client.listTools()).tools).toHaveLength(1);
    await Promise.all(clients.map((client) => client.close()));
  });
});

it("a v2 server from a function speaks 2026-07-28", async () => {
  let made = 0;
  const source = new MemorySource(() => (made++, v2()) as ServerObject);
  const client = await connect(source, "auto");
  onTestFinished(() => client.close());
  expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
  expect(await client.callTool({ name: "hello" })).toMatchObject({ content: [] });
  expect(made).toBe(1);
});

it.each([
  ["v1", v1],
  ["v2", v2],
] as const)("a %s server object that has a client asks for a function", async (_, make) => {
  const server = make();
  const source = new MemorySource(server as ServerObject);
  const first = await connect(source, "legacy");
  const wire = await Wire.open(source);
  await wire.closed;
  expect(source.diagnose(wire.transport)?.reason).toMatch(
    /^is one object, which serves one client at a time: give every client a function/,
  );
  await first.close();
});

it("copies messages", async () => {
  const result = { content: [{ type: "text", text: "a", when: new Date(0), gone: undefined }] };
  let theirs: Transport | undefined;
  const source = new MemorySource({
    connect: (transport) => {
      theirs = transport;
      transport.onmessage = () => void transport.send({ jsonrpc: "2.0", id: 0, result });
      return transport.start();
    },
  });
  const wire = await Wire.open(source);
  const answer = await wire.request("x");
  expect(answer.result).toEqual({ content: [{ type: "text", text: "a", when: "1970-01-01T00:00:00.000Z" }] });
  await theirs?.close();
  await wire.closed;
  await expect(wire.request("x")).rejects.toThrow("Not connected");
});

it.each([
  ["nothing", () => undefined],
  ["a word", () => "server"],
])("a function that returns %s is an error", async (_, make) => {
  const source = new MemorySource(make as unknown as () => ServerObject);
  await expect(source.open({})).rejects.toMatchObject({ code: "CONFIGURATION" });
});

it("rejects auth instead of ignoring it", async () => {
  const context = { authorize: () => ({ fetch }) };
  await expect(new MemorySource(v1() as ServerObject).open(context)).rejects.toMatchObject({
    message: expect.stringContaining("This transport does not support auth") as string,
  });
});
