import type { ServerResponse } from "node:http";
import { Client } from "@modelcontextprotocol/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client as Runtime } from "../../../../src/runtime/index.js";
import type { RemoteOptions } from "../../../../src/runtime/transport/http/remote.js";
import { SseSource } from "../../../../src/runtime/transport/http/sse-source.js";
import { INITIALIZED, type Listening, listen } from "../http-server.js";
import { until } from "../processes.js";
import { Wire } from "../wire.js";

interface SseServer extends Listening {
  /** Streams that are open. */
  readonly streams: Set<ServerResponse>;
}

/** Speaks SSE at `/sse`; `more` decides first about the answer to a message. */
async function serve(
  more: (
    method: string | undefined,
    stream: ServerResponse,
    body: { readonly id?: unknown; readonly params?: unknown } | undefined,
  ) => boolean = () => false,
): Promise<SseServer> {
  const streams = new Set<ServerResponse>();
  const listening = await listen((request, response, body) => {
    if (request.method === "GET") {
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .write("event: endpoint\ndata: /messages\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
      return;
    }
    response.writeHead(202).end();
    const [stream] = streams;
    if (stream === undefined || more(body?.method, stream, body) || body?.id === undefined) return;
    const result = body.method === "initialize" ? INITIALIZED : { content: [{ type: "text", text: "done" }] };
    stream.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: body.id, result })}\n\n`);
  });
  return { ...listening, streams };
}

async function open(
  url: string,
  options: Partial<RemoteOptions> = {},
): Promise<{ wire: Wire; source: SseSource }> {
  const source = new SseSource({ url, ...options });
  onTestFinished(() => source.dispose());
  const wire = await Wire.open(source);
  onTestFinished(() => wire.close());
  return { wire, source };
}

it("connects, calls, and sends the headers with both kinds of request", async () => {
  const { url, seen, streams } = await serve();
  const source = new SseSource({ url: `${url}/sse?k=1`, headers: { "X-Key": "k" } });
  onTestFinished(() => source.dispose());
  const client = new Client({ name: "t", version: "1" });
  await client.connect(await source.open({}));
  expect(await client.callTool({ name: "x" })).toMatchObject({ content: [{ text: "done" }] });
  expect(seen.map((it) => `${it.method} ${it.url} ${String(it.headers["x-key"])}`)).toEqual([
    "GET /sse?k=1 k",
    ...Array<string>(3).fill("POST /messages k"),
  ]);
  await client.close();
  await until(() => streams.size === 0);
});

describe("the end of the stream", () => {
  it("ends the connection at once, and no other session is opened", async () => {
    const { url, seen } = await serve((method, stream) => {
      if (method !== "tools/call") return false;
      stream.end();
      return true;
    });
    const { wire, source } = await open(`${url}/sse`);
    await wire.initialize();
    void wire.call();
    await wire.closed;
    expect(source.diagnose(wire.transport)).toMatchObject({ reason: "ended its event stream" });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen.filter((it) => it.method === "GET")).toHaveLength(1);
  });
});

it("survives an event over the limit, which only fails the request that it answers", async () => {
  const { url } = await serve((method, stream, body) => {
    if (method !== "tools/call") return false;
    const large = (body as { params: { arguments: { text?: string } } }).params.arguments.text === "large";
    const result = { content: [{ type: "text", text: large ? "x".repeat(20_000) : "small" }] };
    stream.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: body?.id, result })}\n\n`);
    return true;
  });
  await using client = await Runtime.connect(new SseSource({ url: `${url}/sse`, maxMessageBytes: 10_000 }));
  await expect(client.callTool("t", { text: "large" })).rejects.toMatchObject({
    code: "MESSAGE_TOO_LARGE",
    limit: 10_000,
  });
  expect((await client.callTool("t")).content.text).toBe("small");
});

describe("a stream that does not open", () => {
  it("with a status", async () => {
    const { url, seen } = await listen((_, response) =>
      response.writeHead(503, { "retry-after": "2" }).end("busy"),
    );
    await expect(open(`${url}/sse`)).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status: 503,
      retryAfterMs: 2_000,
      body: "busy",
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toHaveLength(1);
  });

  it("with a status that the SDK acts upon", async () => {
    const { url } = await listen((_, response) => response.writeHead(404).end());
    await expect(open(`${url}/sse`)).rejects.toMatchObject({ code: "HTTP_ERROR", status: 404 });
  });

  it("because nothing listens", async () => {
    const { url, server } = await serve();
    await new Promise((resolve) => server.close(resolve));
    await expect(open(`${url}/sse`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("because messages would go to another origin", async () => {
    const { url } = await listen((_, response) => {
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .write("event: endpoint\ndata: http://evil.example/m\n\n");
    });
    await expect(open(`${url}/sse`)).rejects.toThrow(/Endpoint origin does not match/);
  });

  it("because it is silent, until it is closed", async () => {
    const { url } = await listen((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    });
    const transport = await new SseSource({ url }).open({});
    const started = transport.start();
    setTimeout(() => void transport.close(), 50);
    await expect(started).rejects.toMatchObject({ code: "CONNECTION_CLOSED", sent: false });
  });
});
