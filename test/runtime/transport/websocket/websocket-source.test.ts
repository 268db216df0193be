import { BROKEN } from "../../../../src/runtime/receive/broken.js";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, type JSONRPCMessage, type Transport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { describe, expect, it, onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  type WebSocketOptions,
  WebSocketSource,
} from "../../../../src/runtime/transport/websocket/websocket-source.js";
import { Wire } from "../wire.js";

interface Served {
  readonly url: string;
  readonly headers: Record<string, unknown>[];
}

/** A WebSocket server on loopback; `serve` gets every connection. */
async function listen(serve: (socket: WebSocket) => void): Promise<Served> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "mcp" });
  const headers: Record<string, unknown>[] = [];
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket, request) => {
    headers.push(request.headers);
    serve(socket);
  });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, headers };
}

async function open(
  url: string,
  options: Partial<WebSocketOptions> = {},
): Promise<{ wire: Wire; source: WebSocketSource }> {
  const source = new WebSocketSource({ url, ...options });
  const wire = await Wire.open(source, { server: "s" });
  onTestFinished(() => wire.close());
  return { wire, source };
}

/** The server's end as a transport of the SDK. */
function transportOf(socket: WebSocket): Transport {
  const transport: Transport = {
    start: () => Promise.resolve(),
    send: (message) => Promise.resolve(socket.send(JSON.stringify(message))),
    close: () => Promise.resolve(socket.close()),
  };
  socket.on("message", (data: Buffer) =>
    transport.onmessage?.(JSON.parse(data.toString()) as JSONRPCMessage),
  );
  socket.on("close", () => transport.onclose?.());
  return transport;
}

function adder(): McpServer {
  const server = new McpServer({ name: "adder", version: "1.0.0" });
  server.registerTool("hello", {}, () => ({ content: [{ type: "text", text: "hello" }] }));
  return server;
}

describe("a server", () => {
  it.each([
    ["auto", "modern"],
    ["legacy", "legacy"],
  ] as const)("of the SDK, asked %s: %s", async (mode, era) => {
    const { url } = await listen((socket) => void serveStdio(adder, { transport: transportOf(socket) }));
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(await new WebSocketSource({ url }).open({}));
    onTestFinished(() => client.close());
    expect(client.getProtocolEra()).toBe(era);
    expect(await client.callTool({ name: "hello" })).toMatchObject({ content: [{ text: "hello" }] });
  });

  it("receives the headers, the credentials and the subprotocol", async () => {
    const { url, headers } = await listen(() => undefined);
    const source = new WebSocketSource({ url, headers: () => ({ "X-Key": "k", Authorization: "own" }) });
    const authorize = () => ({ fetch, headers: () => Promise.resolve({ authorization: "Bearer t" }) });
    const wire = await Wire.open(source, { authorize });
    await wire.close();
    expect(headers).toMatchObject([
      { "x-key": "k", authorization: "Bearer t", "sec-websocket-protocol": "mcp" },
    ]);
  });

  it("that sends noise is heard all the same", async () => {
    const { url } = await listen((socket) => {
      socket.send("hello there");
      socket.on("message", () => socket.send('{"jsonrpc":"2.0","id":0,"result":{}}'));
    });
    const { wire } = await open(url);
    expect(await wire.request("ping")).toMatchObject({ result: {} });
    expect(wire.events).toEqual([{ type: "noise", label: url, text: "hello there" }]);
  });
});

it("fails only the request that a message over the limit answers", async () => {
  const answer = (id: unknown, text: string) =>
    JSON.stringify({ result: { id: 5, text }, id, jsonrpc: "2.0" });
  const { url } = await listen((socket) =>
    socket.on("message", (data: Buffer) => {
      const { id, method } = JSON.parse(data.toString()) as { id: number; method: string };
      socket.send(answer(id, method === "large" ? "x".repeat(2_000) : "small"));
    }),
  );
  const { wire } = await open(url, { maxMessageBytes: 1_000 });
  expect(await wire.request("large")).toMatchObject({
    [BROKEN]: { error: { code: "MESSAGE_TOO_LARGE", limit: 1_000 } },
  });
  expect(await wire.request("other")).toMatchObject({ result: { text: "small" } });
});

describe("the end", () => {
  it("is reported with code and reason if the server closes", async () => {
    const { url } = await listen((socket) => socket.on("message", () => socket.close(1011, "out of memory")));
    const { wire, source } = await open(url);
    void wire.request("ping");
    await wire.closed;
    expect(source.diagnose(wire.transport)).toEqual({
      reason: "closed the WebSocket with code 1011: out of memory",
    });
    await expect(wire.request("ping")).rejects.toMatchObject({ code: "CONNECTION_CLOSED", sent: false });
  });

  it("of a peer that answers no ping", async () => {
    const { url } = await listen((socket) =>
      (socket as unknown as { _socket: { pause(): void } })._socket.pause(),
    );
    const { wire, source } = await open(url, { pingIntervalMs: 50 });
    await wire.closed;
    expect(source.diagnose(wire.transport)).toEqual({ reason: "did not answer a ping within 50 ms" });
  });

  it("does not come to one that answers", async () => {
    // The whole program pauses, longer than a peer may be silent, while the answer is on its way.
    const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    const { url } = await listen((socket) => socket.on("ping", pause));
    const { wire, source } = await open(url, { pingIntervalMs: 20 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(source.diagnose(wire.transport)).toBeUndefined();
  });

  it("by the client is not a fault, happens once, and reaches the server", async () => {
    let code: number | undefined;
    const { url } = await listen((socket) => socket.on("close", (it: number) => (code = it)));
    const { wire, source } = await open(url);
    await wire.close();
    await wire.close();
    await wire.closed;
    expect(source.diagnose(wire.transport)).toBeUndefined();
    await expect.poll(() => code).toBe(1000);
  });

  it("by the client does not wait for a server that is stuck", async () => {
    const { url } = await listen((socket) =>
      (socket as unknown as { _socket: { pause(): void } })._socket.pause(),
    );
    const { wire } = await open(url);
    const start = performance.now();
    await wire.close();
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe("a handshake that fails", () => {
  it("with a status", async () => {
    const server = createServer();
    server.on("upgrade", (_, socket) =>
      socket.end("HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nConnection: close\r\n\r\n"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(open(url)).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status: 503,
      retryAfterMs: 3_000,
      server: "s",
    });
  });

  it("because nothing listens", async () => {
    await expect(open("ws://127.0.0.1:9/")).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      cause: { code: "ECONNREFUSED" },
    });
  });

  it.each(["http://h/", "nonsense"])("because of its URL: %s", (url) => {
    expect(() => new WebSocketSource({ url })).toThrow(expect.objectContaining({ code: "CONFIGURATION" }));
  });
});
