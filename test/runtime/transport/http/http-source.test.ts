import type { RequestListener } from "node:http";
import { Client } from "@modelcontextprotocol/client";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { Client as Runtime } from "../../../../src/runtime/index.js";
import { type HttpOptions, HttpSource } from "../../../../src/runtime/transport/http/http-source.js";
import type { OpenContext, TransportEvent } from "../../../../src/runtime/transport/transport-source.js";
import { answer, INITIALIZED, listen, run } from "../http-server.js";

function source(url: string, options: Partial<HttpOptions> = {}): HttpSource {
  const made = new HttpSource({ url, ...options });
  onTestFinished(() => made.dispose());
  return made;
}

async function connect(
  from: HttpSource,
  mode: "auto" | "legacy",
  context: OpenContext = {},
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(await from.open(context));
  onTestFinished(() => client.close());
  return client;
}

function adder(): McpServer {
  const server = new McpServer({ name: "adder", version: "1.0.0" });
  const inputSchema = z.object({ a: z.number(), b: z.number() });
  server.registerTool("add", { inputSchema }, ({ a, b }) => ({
    content: [{ type: "text", text: String(a + b) }],
  }));
  return server;
}

/** A legacy server that answers JSON; `more` decides first. */
function legacy(
  more: (
    method: string | undefined,
    id: unknown,
    response: Parameters<Parameters<typeof listen>[0]>[1],
  ) => boolean = () => false,
) {
  return listen((request, response, body) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    if (more(body?.method, body?.id, response)) return undefined;
    if (body?.id === undefined) return response.writeHead(202).end();
    if (body.method === "initialize")
      return answer(response, body.id, INITIALIZED, { "mcp-session-id": "s1" });
    if (body.method === "tools/call")
      return answer(response, body.id, { content: [{ type: "text", text: "called" }] });
    return answer(response, body.id, { tools: [] });
  });
}

const call = async (client: Client): Promise<string> => {
  const result = await client.callTool({ name: "add", arguments: { a: 5, b: 3 } });
  return (result.content as { text: string }[])[0]?.text ?? "";
};

describe("a real server", () => {
  it.each([
    ["auto", "modern"],
    ["legacy", "legacy"],
  ] as const)("of the v2 SDK, asked %s: %s", async (mode, era) => {
    const handler = createMcpHandler(adder);
    const { url } = await run(toNodeHandler(handler) as RequestListener);
    const client = await connect(source(`${url}/mcp`), mode);
    expect(client.getProtocolEra()).toBe(era);
    expect(await call(client)).toBe("8");
  });

  it("keeps path, query and trailing slash", async () => {
    const { url, seen } = await legacy();
    await connect(source(`${url}/a//b/?x=1&y=%2F#z`), "legacy");
    expect(new Set(seen.map((it) => it.url))).toEqual(new Set(["/a//b/?x=1&y=%2F"]));
  });

  it("has a session after the handshake, and ends it", async () => {
    const { url, seen } = await legacy();
    const from = source(url);
    const transport = await from.open({});
    const client = new Client({ name: "test", version: "1" });
    expect(transport.sessionId).toBeUndefined();
    await client.connect(transport);
    expect(transport.sessionId).toBe("s1");
    await (transport as unknown as { terminateSession(): Promise<void> }).terminateSession();
    expect(seen.at(-1)).toMatchObject({ method: "DELETE", headers: { "mcp-session-id": "s1" } });
    await client.close();
  });
});

describe("headers", () => {
  it("are sent with every request; the protocol's own take precedence", async () => {
    const { url, seen } = await legacy();
    await connect(
      source(url, { headers: { "X-Key": "k", Accept: "text/plain", "Mcp-Session-Id": "x" } }),
      "legacy",
      { listens: false },
    );
    expect(seen.map((it) => it.headers["x-key"])).toEqual(["k", "k"]);
    expect(seen[0]?.headers).toMatchObject({ accept: "application/json, text/event-stream" });
    expect(seen[0]?.headers["mcp-session-id"]).toBeUndefined();
  });

  it("can be made for each request", async () => {
    const { url, seen } = await legacy();
    let count = 0;
    const client = await connect(
      source(url, { headers: () => Promise.resolve({ "X-Count": String(++count) }) }),
      "legacy",
      { listens: false },
    );
    await call(client);
    expect(seen.map((it) => it.headers["x-count"])).toEqual(["1", "2", "3"]);
  });

  it("become Basic credentials from user and password of the URL, and are in no label", async () => {
    const { url, seen } = await legacy();
    const from = source(url.replace("//", "//me:p%40ss@"));
    await connect(from, "legacy");
    expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
    expect(from.label).toBe(`${url}/`);
  });

  it("are rejected if HTTP does not allow them, without showing the value", async () => {
    const { url } = await legacy();
    const opened = connect(source(url, { headers: { "X-Key": "secret\r\nEvil: 1" } }), "legacy");
    await expect(opened).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringMatching(/"X-Key"/) as string,
    });
    await expect(opened).rejects.not.toMatchObject({ message: expect.stringMatching(/secret/) as string });
  });

  it("yield to credentials", async () => {
    const { url, seen } = await legacy();
    const authorize: OpenContext["authorize"] = (base) => ({
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set("authorization", "Bearer t");
        return base(input, { ...init, headers });
      },
    });
    await connect(source(url, { headers: { Authorization: "Bearer own" } }), "legacy", { authorize });
    expect(new Set(seen.map((it) => it.headers.authorization))).toEqual(new Set(["Bearer t"]));
  });
});

describe("the standby stream", () => {
  it.each([
    ["is not requested when there is no listener", false, ["POST", "POST"]],
    ["is asked for otherwise", true, ["POST", "POST", "GET"]],
  ])("%s", async (_, listens, methods) => {
    const { url, seen } = await legacy();
    await connect(source(url), "legacy", { listens });
    await expect.poll(() => seen.map((it) => it.method)).toEqual(methods);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(methods.length);
  });

  it("reconnects with growing delays after a normal end", async () => {
    const { url, seen } = await listen((request, response, body) => {
      if (request.method === "GET")
        return response.writeHead(200, { "content-type": "text/event-stream" }).end("retry: 20\n\n");
      if (body?.id === undefined) return response.writeHead(202).end();
      return answer(response, body.id, INITIALIZED);
    });
    await connect(source(url), "legacy");
    const asked = (): number => seen.filter((it) => it.method === "GET").length;
    await expect.poll(asked).toBe(2);
    // 250, 500, 1000 ms: a server that asks for 20 ms would be asked fifty times in a second.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(asked()).toBeLessThanOrEqual(4);
  });
});

describe("answers", () => {
  it("fail over the limit with an error that names it", async () => {
    const { url } = await legacy((method, id, response) => {
      if (method !== "tools/call") return false;
      answer(response, id, { content: [{ type: "text", text: "x".repeat(200_000) }] });
      return true;
    });
    const client = await connect(source(url, { maxMessageBytes: 100_000 }), "legacy");
    await expect(call(client)).rejects.toMatchObject({ code: "MESSAGE_TOO_LARGE", limit: 100_000 });
  });

  it("fail only their own call with an event over the limit; any number of smaller ones pass", async () => {
    const event = (size: number, message: object): string =>
      `data: ${JSON.stringify({ jsonrpc: "2.0", ...message, padding: "x".repeat(size) })}\r\n\r\n`;
    const { url } = await legacy((method, id, response) => {
      if (method !== "tools/call") return false;
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (let i = 0; i < 20; i++)
        response.write(event(9_000, { method: "notifications/message", params: { level: "info", data: i } }));
      response.end(event(id === 1 ? 0 : 20_000, { id, result: { content: [{ type: "text", text: "8" }] } }));
      return true;
    });
    // the former name of `maxMessageBytes`
    await using client = await Runtime.connect(source(url, { maxBodyBytes: 10_000 }), { protocol: "legacy" });
    expect((await client.callTool("add")).content.text).toBe("8");
    await expect(client.callTool("add")).rejects.toMatchObject({ code: "MESSAGE_TOO_LARGE", limit: 10_000 });
  });

  it("of another status quote a page by its words", async () => {
    const { url } = await legacy((method, _id, response) => {
      if (method !== "tools/call") return false;
      response
        .writeHead(502)
        .end("<!-- x --><html><style>a{}</style><body><h1>Bad</h1> gateway</body></html>");
      return true;
    });
    const client = await connect(source(url), "legacy");
    await expect(call(client)).rejects.toMatchObject({ message: `${url}/ answered HTTP 502: Bad gateway` });
  });

  it.each([
    ["seconds", 503, { "retry-after": "7" }, 7_000],
    ["no wish", 500, {}, undefined],
    ["a date that is past", 429, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }, 0],
  ])("of another status carry it, the body and Retry-After: %s", async (_, status, headers, retryAfterMs) => {
    const { url } = await legacy((method, _id, response) => {
      if (method !== "tools/call") return false;
      response.writeHead(status, headers).end("busy\u001b[31m");
      return true;
    });
    const client = await connect(source(url), "legacy");
    const message = `${url}/ answered HTTP ${status}: busy\\u{1b}[31m`;
    await expect(call(client)).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status,
      retryAfterMs,
      body: "busy\u001b[31m",
      message,
    });
  });

  it("fail with the system's code if there is no connection", async () => {
    const { url, server } = await legacy();
    await new Promise((resolve) => server.close(resolve));
    const opened = connect(source(url), "legacy");
    await expect(opened).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });
});

describe("redirects", () => {
  const elsewhere = async (status = 307) => {
    const target = await legacy();
    const { url } = await listen((_, response) =>
      response.writeHead(status, { location: `${target.url}/b?c` }).end(),
    );
    return { url, target };
  };

  it("are followed within the origin", async () => {
    const inner = await legacy();
    const { url, seen } = await listen((request, response, body) => {
      if (request.url === "/a") return response.writeHead(308, { location: "/b" }).end();
      if (body?.id === undefined) return response.writeHead(202).end();
      return answer(response, body.id, INITIALIZED);
    });
    await connect(source(`${url}/a`, { headers: { "X-Key": "k" } }), "legacy", { listens: false });
    expect(seen.map((it) => [it.url, it.headers["x-key"]])).toEqual([
      ["/a", "k"],
      ["/b", "k"],
      ["/a", "k"],
      ["/b", "k"],
    ]);
    expect(inner.seen).toEqual([]);
  });

  it("are refused to another origin, which the error names", async () => {
    const { url, target } = await elsewhere();
    const message = expect.stringContaining(
      `the redirect leads to ${target.url}/b, which is another origin`,
    ) as string;
    await expect(connect(source(url), "legacy")).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status: 307,
      message,
    });
    expect(target.seen).toEqual([]);
  });

  it("are followed there on request, without credentials or headers of the user", async () => {
    const { url, target } = await elsewhere();
    const headers = { "X-Key": "k", Authorization: "Bearer t", Cookie: "c=1" };
    await connect(source(url, { headers, redirects: "follow" }), "legacy", { listens: false });
    expect(target.seen.map((it) => it.rpc)).toEqual(["initialize", "notifications/initialized"]);
    for (const { headers: seen } of target.seen) {
      expect(Object.keys(seen).filter((it) => /key|auth|cookie|session/.test(it))).toEqual([]);
    }
  });

  it("are refused if they never end", async () => {
    const { url } = await listen((request, response) =>
      response.writeHead(307, { location: `${request.url}x` }).end(),
    );
    await expect(connect(source(url), "legacy")).rejects.toMatchObject({
      message: expect.stringMatching(/is the 6th in a row/) as string,
    });
  });
});

describe("a URL", () => {
  it.each(["file:///etc/passwd", "javascript:alert(1)", "ftp://h/", "nonsense", "/mcp"])(
    "that HTTP does not speak is refused: %s",
    (url) => {
      expect(() => new HttpSource({ url })).toThrow(expect.objectContaining({ code: "CONFIGURATION" }));
    },
  );
  it("is shown without its secrets", () => {
    expect(() => new HttpSource({ url: "ftp://me:secret@h/p?token=secret" })).toThrow(
      /^(?!.*secret).*ftp:\/\/h\/p/,
    );
    expect(new HttpSource({ url: "https://h/p?token=secret" }).label).toBe("https://h/p");
  });
});

describe("falling back to SSE", () => {
  it.each([404, 405, 400])("a server that refuses the handshake with %i and speaks SSE", async (status) => {
    const events: TransportEvent[] = [];
    const { url, seen } = await sseOnly(status);
    const from = source(url);
    const client = await connect(from, "legacy", { onEvent: (event) => events.push(event) });
    expect(await call(client)).toBe("over SSE");
    expect(events).toEqual([{ type: "fallback", label: `${url}/`, to: "sse", status }]);
    // The next connection knows.
    await connect(from, "legacy");
    expect(seen.filter((it) => it.method === "POST" && it.url === "/").length).toBe(1);
  });

  it("reports the refusal if the server speaks neither", async () => {
    const { url } = await listen((_, response) => response.writeHead(404).end("nothing here"));
    await expect(connect(source(url), "legacy")).rejects.toMatchObject({ status: 404 });
  });

  it("does not happen if it is turned off", async () => {
    const { url, seen } = await sseOnly(405);
    await expect(connect(source(url, { fallbackToSse: false }), "legacy")).rejects.toMatchObject({
      status: 405,
    });
    expect(seen.map((it) => it.method)).toEqual(["POST"]);
  });

  /** SSE at `/`, messages at `/messages`; a POST to `/` is refused. */
  function sseOnly(status: number) {
    let stream: { write(text: string): void } | undefined;
    return listen((request, response, body) => {
      if (request.method === "GET") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("event: endpoint\ndata: /messages?s=1\n\n");
        stream = response;
        return;
      }
      if (!request.url?.startsWith("/messages")) return void response.writeHead(status).end();
      response.writeHead(202).end("Accepted");
      if (body?.id === undefined) return;
      const result =
        body.method === "initialize" ? INITIALIZED : { content: [{ type: "text", text: "over SSE" }] };
      stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", id: body.id, result })}\n\n`);
    });
  }
});
