import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Client, SessionLostError } from "../../../src/runtime/index.js";
import { handshake, httpServer, json, type Received, type TestServer } from "../support/http-server.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function serve(handle: (received: Received, response: ServerResponse) => void): Promise<TestServer> {
  const server = await httpServer(handle);
  open.push(server);
  return server;
}

async function connect(...args: Parameters<typeof Client.connect>): Promise<Client> {
  const client = await Client.connect(...args);
  open.unshift(client);
  return client;
}

const text = (id: unknown, value: string) => ({
  jsonrpc: "2.0",
  id,
  result: { content: [{ type: "text", text: value }] },
});

describe("a session that the server forgets", () => {
  /** Forgets the first session once `forget` calls were answered; every session is told apart by its id. */
  async function forgetful(
    refusal: (response: ServerResponse) => void,
  ): Promise<TestServer & { forget(): void }> {
    const sessions = new Set<string>();
    const server = await serve((received, response) => {
      const { message, headers } = received;
      if (message?.method === "initialize") {
        const id = randomUUID();
        sessions.add(id);
        return void handshake(received, response, { "mcp-session-id": id });
      }
      if (message?.method !== "server/discover" && !sessions.has(String(headers["mcp-session-id"])))
        return refusal(response);
      if (!handshake(received, response)) setTimeout(() => json(response, 200, text(message?.id, "ok")), 10);
    });
    return { ...server, forget: () => sessions.clear() };
  }

  type Refusal = [string, (response: ServerResponse) => void];
  const forgets = (status: number, message: string, code = -32000): Refusal => [
    `${status} ${message}`,
    (response) => json(response, status, { jsonrpc: "2.0", id: null, error: { code, message } }),
  ];

  it.each<[string, (response: ServerResponse) => void]>([
    ["404", (response: ServerResponse) => json(response, 404, { error: "Session not found" })],
    [
      "400 as the SDK's examples do",
      (response: ServerResponse) =>
        json(response, 400, { error: { message: "Bad Request: No valid session ID provided" } }),
    ],
    forgets(400, "Bad Request: Server not initialized"),
    forgets(400, "Session ID not found"),
    forgets(409, "Unknown session"),
    forgets(410, "Gone"),
    forgets(200, "Session not found", -32001),
    forgets(200, "Bad Request: No valid session ID provided"),
    forgets(200, "Invalid or expired session ID", -32600),
    forgets(200, "Session 1f2e-3d does not exist", -32603),
    forgets(500, "Session not found", -32603),
    forgets(503, "MCP session has expired"),
    ["500 and words alone", (response) => response.writeHead(500).end("Session not found")],
    ["502 and JSON of its own", (response) => json(response, 502, { error: "Invalid session ID" })],
    ["500 and a detail", (response) => json(response, 500, { error: { detail: "Session has expired." } })],
    ["200 and JSON of its own", (response) => json(response, 200, { error: "Session not found" })],
    [
      "500 and an error that is a text",
      (response) => json(response, 500, { jsonrpc: "2.0", error: "Unknown session" }),
    ],
  ])("%s: a new one is opened once, and no sibling call is hurt", async (_how, refusal) => {
    const server = await forgetful(refusal);
    const client = await connect(server.url);
    const resets: unknown[] = [];
    client.on("sessionReset", (event) => resets.push(event));
    server.forget();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => client.callTool("any")));
    expect(results.map(({ content }) => content.text)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(resets).toHaveLength(1);
    expect(server.seen.filter(({ message }) => message?.method === "initialize")).toHaveLength(2);
  });

  it.each<[string, number, string, number, object]>([
    ["of another kind", 200, "Database session not found", -32000, {}],
    ["of an argument", 200, "Session not found", -32000, { sessionId: "s" }],
    ["of an argument, by its code", 200, "Session not found", -32602, {}],
    ["before more words", 200, "Session expired while the page was read", -32000, {}],
    ["within more words", 500, "The page said: session expired", -32000, {}],
  ])("a session %s is the tool's business", async (_, status, message, code, given) => {
    const server = await serve((received, response) => {
      if (handshake(received, response, { "mcp-session-id": "s1" })) return;
      json(response, status, { jsonrpc: "2.0", id: received.message?.id, error: { code, message } });
    });
    const client = await connect(server.url);
    await expect(client.callTool("any", { ...given })).rejects.toMatchObject({ rpcCode: code, message });
    expect(server.seen.filter(({ message: sent }) => sent?.method === "tools/call")).toHaveLength(1);
  });

  it.each<[string, number, string]>([
    ["within a page", 500, "<h1>Session not found</h1>"],
    ["within more words", 500, "The database said: session expired"],
  ])("words about a session in a body %s do not repeat the call", async (_, status, body) => {
    const server = await serve((received, response) => {
      if (handshake(received, response, { "mcp-session-id": "s1" })) return;
      response.writeHead(status).end(body);
    });
    const client = await connect(server.url);
    await expect(client.callTool("any")).rejects.toMatchObject({ status });
    expect(server.seen.filter(({ message: sent }) => sent?.method === "tools/call")).toHaveLength(1);
  });

  it("strict: SessionLostError", async () => {
    const server = await forgetful((response) => json(response, 404));
    const client = await connect(server.url, { statefulSession: "strict" });
    server.forget();
    await expect(client.callTool("any")).rejects.toBeInstanceOf(SessionLostError);
  });

  it("passes on a 404 that a new session does not fix", async () => {
    const server = await serve((received, response) => {
      if (handshake(received, response, { "mcp-session-id": randomUUID() })) return;
      json(response, 404);
    });
    const client = await connect(server.url);
    await expect(client.callTool("any")).rejects.toMatchObject({ status: 404 });
  });
});
