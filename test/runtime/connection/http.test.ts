import { randomUUID } from "node:crypto";
import { McpServer } from "@modelcontextprotocol/server";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { afterEach, describe, expect, it } from "vitest";
import {
  Client,
  ConnectError,
  ConnectionClosedError,
  HttpError,
  SessionLostError,
  TimeoutError,
} from "../../../src/runtime/index.js";
import {
  events,
  handshake,
  httpServer,
  json,
  type Received,
  type TestServer,
} from "../support/http-server.js";
import type { ServerResponse } from "node:http";

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

describe("the era of an HTTP server", () => {
  it("one POST makes a 2026-07-28 connection", async () => {
    const seen: string[] = [];
    const handler = createMcpHandler(() => new McpServer({ name: "s", version: "1" }));
    const node = toNodeHandler(handler);
    const { createServer } = await import("node:http");
    const http = createServer((request, response) => {
      seen.push(`${request.method} ${request.headers["mcp-method"]}`);
      void node(request as never, response);
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise((resolve) => http.close(() => resolve())) });
    const { port } = http.address() as { port: number };
    const client = await connect(`http://127.0.0.1:${port}/mcp`);
    expect(client.era).toBe("modern");
    expect(seen).toEqual(["POST server/discover"]);
  });

  const refusesProbe = (
    status: number,
  ): [
    string,
    (received: Received, response: ServerResponse) => void,
    Parameters<typeof Client.connect>[1],
  ] => [
    `says ${status} to the probe, without JSON-RPC`,
    (_, response) => json(response, status, { detail: "bad" }),
    {},
  ];

  it.each<
    [string, (received: Received, response: ServerResponse) => void, Parameters<typeof Client.connect>[1]]
  >([
    [
      "answers the probe with 500",
      (_: Received, response: ServerResponse) => json(response, 500, { oops: true }),
      {},
    ],
    [
      "accepts the probe and never answers",
      (_: Received, response: ServerResponse) => json(response, 202),
      { probeTimeoutMs: 150 },
    ],
    ...[400, 402, 403, 405, 406, 409, 415, 422, 501, 502].map((status) => refusesProbe(status)),
    ["answers the probe with 404", (_: Received, response: ServerResponse) => json(response, 404), {}],
    [
      "answers the probe with a page",
      (_: Received, response: ServerResponse) => response.end("<html>hello</html>"),
      {},
    ],
  ])("a server that %s is an old one", async (_intent, probe, options) => {
    const server = await serve((received, response) => {
      if (received.message?.method === "server/discover") return void probe(received, response);
      if (!handshake(received, response)) json(response, 200, text(received.message?.id, "ok"));
    });
    const client = await connect(server.url, options);
    expect(client.era).toBe("legacy");
    expect((await client.callTool("any")).content.text).toBe("ok");
  });
});

describe("a connection that cannot be made", () => {
  it.each([
    [401, HttpError],
    [403, HttpError],
    [503, HttpError],
  ])("HTTP %d shows its status", async (status, type) => {
    const server = await serve((_, response) => json(response, status, { error: "not today" }));
    const error: unknown = await Client.connect(server.url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status });
  });

  it("no process listens on the port", async () => {
    const server = await httpServer(() => undefined);
    await server.close();
    const error: unknown = await Client.connect(server.url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect((error as Error).message).toContain("ECONNREFUSED");
  });
});

describe("calls", () => {
  it("progress in one piece with the response: nothing is lost", async () => {
    const server = await serve((received, response) => {
      if (handshake(received, response)) return;
      const { id, params } = received.message!;
      const progressToken = (params?.["_meta"] as { progressToken: string }).progressToken;
      const progress = [1, 2, 3, 4, 5].map((n) => ({
        method: "notifications/progress",
        params: { progressToken, progress: n, message: `${n}` },
      }));
      events(response, ...progress, text(id, "done"));
      response.end();
    });
    const client = await connect(server.url);
    const seen: number[] = [];
    await client.callTool("any", {}, { onProgress: ({ progress }) => seen.push(progress) });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    ["ends", (r: ServerResponse) => r.end()],
    ["breaks", (r: ServerResponse) => r.destroy()],
  ])("a response stream that %s early settles the call at once", async (_how, cut) => {
    const server = await serve((received, response) => {
      if (handshake(received, response)) return;
      events(response, { method: "notifications/message", params: { level: "info", data: "half way" } });
      setTimeout(() => cut(response), 20);
    });
    const client = await connect(server.url);
    const started = performance.now();
    await expect(client.callTool("any")).rejects.toBeInstanceOf(ConnectionClosedError);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("ends the exchange of a cancelled call: the server receives the notification, then the disconnect", async () => {
    let disconnected: () => void;
    const gone = new Promise<void>((resolve) => (disconnected = resolve));
    const server = await serve((received, response) => {
      if (handshake(received, response)) return;
      response.on("close", () => disconnected());
      events(response, { method: "notifications/message", params: { level: "info", data: "working" } });
    });
    const client = await connect(server.url);
    await expect(client.callTool("any", {}, { timeoutMs: 100 })).rejects.toBeInstanceOf(TimeoutError);
    await gone;
    expect(server.seen.map(({ message }) => message?.method)).toContain("notifications/cancelled");
  });

  it("429 with Retry-After: the wait is in the error", async () => {
    const server = await serve((received, response) => {
      if (!handshake(received, response)) json(response, 429, {}, { "retry-after": "3" });
    });
    const client = await connect(server.url);
    await expect(client.callTool("any")).rejects.toMatchObject({ status: 429, retryAfterMs: 3_000 });
  });
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

describe("closing", () => {
  it("ends the session on the server", async () => {
    const server = await serve(
      (received, response) => void handshake(received, response, { "mcp-session-id": "s1" }),
    );
    const client = await Client.connect(server.url);
    expect(client.sessionId).toBe("s1");
    await client.close();
    expect(client.sessionId).toBeUndefined();
    const ended = server.seen.filter(({ method }) => method === "DELETE");
    expect(ended.map(({ headers }) => headers["mcp-session-id"])).toEqual(["s1"]);
  });

  it("is limited in time, whatever the server does", async () => {
    const server = await serve((received, response) => {
      if (received.method !== "DELETE") handshake(received, response, { "mcp-session-id": "s1" });
    });
    const client = await Client.connect(server.url, { disconnectTimeoutMs: 300 });
    const started = performance.now();
    await client.close();
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
