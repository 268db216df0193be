import { McpServer } from "@modelcontextprotocol/server";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { afterEach, describe, expect, it } from "vitest";
import {
  Client,
  ConnectError,
  ConnectionClosedError,
  HttpError,
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
