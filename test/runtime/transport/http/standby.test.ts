import { describe, expect, it } from "vitest";
import { Client } from "../../../../src/runtime/index.js";
import { HttpSource } from "../../../../src/runtime/transport/http/http-source.js";
import { answer, INITIALIZED, listen } from "../http-server.js";
import { until } from "../processes.js";

/** A legacy server that counts standby streams and, on a call, says what changed on the newest of them. */
async function server(holdMs = 0, answersThere = false) {
  const seen: string[] = [];
  let stream: { write(text: string): unknown } | undefined;
  const { url } = await listen((request, response, body) => {
    if (request.method === "GET") {
      seen.push("GET");
      setTimeout(() => {
        response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
        stream = response;
      }, holdMs);
      return undefined;
    }
    if (request.method !== "POST") return response.writeHead(405).end();
    if (body?.id === undefined) return response.writeHead(202).end();
    if (body.method === "initialize")
      return answer(
        response,
        body.id,
        { ...INITIALIZED, capabilities: { tools: { listChanged: true } } },
        { "mcp-session-id": "s" },
      );
    seen.push(body.method as string);
    stream?.write(
      `data: ${JSON.stringify({ jsonrpc: "2.0", method: "notifications/tools/list_changed" })}\n\n`,
    );
    if (!answersThere || stream === undefined) return answer(response, body.id, { tools: [], content: [] });
    const result = { content: [{ type: "text", text: "there" }] };
    stream.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: body.id, result })}\n\n`);
    return response.writeHead(202).end();
  });
  return { url, seen };
}

describe("standby stream", () => {
  it("is not requested without a listener", async () => {
    const { url, seen } = await server();
    await using client = await Client.connect(new HttpSource({ url }), { protocol: "legacy" });
    await client.callTool("x");
    expect(seen).toEqual(["tools/call"]);
  });

  it("is requested with the first subscription, and delivers", async () => {
    const { url, seen } = await server();
    await using client = await Client.connect(new HttpSource({ url }), { protocol: "legacy" });
    let changes = 0;
    await client.onListChanged("tools", () => changes++);
    await client.callTool("x");
    await until(() => changes === 1);
    expect(seen).toEqual(["GET", "tools/call"]);
  });

  it("may send no headers for long: the subscription holds, and calls continue", async () => {
    const { url } = await server(3_000);
    await using client = await Client.connect(new HttpSource({ url }), { protocol: "legacy" });
    let changes = 0;
    const started = performance.now();
    await client.onListChanged("tools", () => changes++);
    expect(performance.now() - started).toBeLessThan(2_500);
    await client.callTool("x");
    await until(() => changes > 0 || performance.now() - started > 3_200);
    await client.callTool("x");
    await until(() => changes > 0);
  });

  it("may bring the answer to a call that was accepted with HTTP 202", async () => {
    const { url } = await server(0, true);
    await using client = await Client.connect(new HttpSource({ url }), { protocol: "legacy" });
    await client.onListChanged("tools", () => undefined);
    expect((await client.callTool("x")).content.text).toBe("there");
  });

  it("is opened before the first request of a client with handlers: a server may ask at once", async () => {
    const { url, seen } = await server(100);
    const heard: string[] = [];
    await using client = await Client.connect(new HttpSource({ url }), {
      protocol: "legacy",
      handlers: { onMessage: (message) => "method" in message && heard.push(message.method) },
    });
    await client.callTool("x");
    await until(() => heard.includes("notifications/tools/list_changed"));
    expect(seen).toEqual(["GET", "tools/call"]);
  });

  it("does not delay callers for long if the server sends no headers", async () => {
    const { url } = await server(60_000);
    await using client = await Client.connect(new HttpSource({ url }), {
      protocol: "legacy",
      handlers: { onLog: () => undefined },
    });
    const start = performance.now();
    await client.callTool("x");
    await client.callTool("x");
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
