import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { McpServer } from "@modelcontextprotocol/server";
import { Client, McpError } from "../../../src/runtime/index.js";
import { type HttpOptions, toServer, type ToServerOptions } from "../../../src/runtime/server.js";
import { backFactory } from "./back.js";

async function listening(http: HttpOptions = {}, options: ToServerOptions = {}) {
  const server = toServer(new Client(backFactory().factory), { onError: () => {}, ...options });
  const { url, port } = await server.listen(http);
  return { server, url, port, [Symbol.asyncDispose]: () => server.close() };
}

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "page", version: "1" } },
};

const LIST = {
  jsonrpc: "2.0",
  id: 2,
  method: "tools/list",
  params: {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": { name: "page", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    },
  },
};

const GREET = {
  jsonrpc: "2.0",
  id: 3,
  method: "tools/call",
  params: {
    name: "greet",
    arguments: {},
    _meta: { ...LIST.params._meta, "io.modelcontextprotocol/clientCapabilities": { elicitation: {} } },
  },
};

/** Sends a request as it stands: `fetch` forbids some of these headers. */
function post(port: number, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: "/mcp",
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...headers,
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

describe("who may call", () => {
  const modern = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/list" };
  it.each<[intent: string, headers: Record<string, string>, status: number]>([
    ["lets programs of this machine in", {}, 200],
    ["lets pages of this machine in", { origin: "http://localhost:3000" }, 200],
    ["refuses a page of a stranger", { origin: "https://evil.example" }, 403],
    ["refuses a page without a name", { origin: "null" }, 403],
    ["refuses a name of a stranger that leads here", { host: "evil.example" }, 403],
    ["refuses a name that only begins like this machine's", { host: "localhost.evil.example" }, 403],
  ])("%s", async (_intent, headers, status) => {
    await using all = await listening();
    expect(await post(all.port, INITIALIZE, headers)).toBe(status);
    expect(await post(all.port, LIST, { ...modern, ...headers })).toBe(status);
  });

  it.each<[intent: string, authorization: string | undefined, status: number]>([
    ["refuses a request without a token", undefined, 401],
    ["refuses another token", "Bearer other", 401],
    ["refuses the beginning of the token", "Bearer secre", 401],
    ["lets the token in", "Bearer secret", 200],
  ])("%s", async (_intent, authorization, status) => {
    await using all = await listening({ auth: "secret" });
    const headers = authorization === undefined ? {} : { authorization };
    expect(await post(all.port, INITIALIZE, headers)).toBe(status);
    expect(await post(all.port, LIST, { ...modern, ...headers })).toBe(status);
  });

  it.each<[intent: string, body: unknown, status: number]>([
    ["refuses a body that is too long", { ...INITIALIZE, more: "x".repeat(2_000) }, 413],
    ["refuses a body that is not JSON", "{", 400],
  ])("%s", async (_intent, body, status) => {
    await using all = await listening({ maxBodyBytes: 1_000 });
    expect(await post(all.port, body)).toBe(status);
  });

  it("refuses sessions over the limit, and accepts one when another has ended", async () => {
    await using all = await listening({ maxSessions: 1 });
    const first = await Client.connect(all.url, { protocol: "legacy" });
    expect(await post(all.port, INITIALIZE)).toBe(503);
    await first.close();
    await expect.poll(() => post(all.port, INITIALIZE)).toBe(200);
  });
});

/** Who calls is told by the token, which stands for itself. */
const byToken: HttpOptions["auth"] = ({ headers }) => {
  const token = headers.get("authorization")?.replace("Bearer ", "");
  return token === undefined ? undefined : { id: token, token };
};

it.each(["2025-11-25", "2026-07-28"] as const)(
  "keeps what is said to one caller from all others, %s",
  async (protocol) => {
    await using all = await listening({ auth: byToken });
    const names = Array.from({ length: 20 }, (_, i) => `caller-${i}`);
    const ledger = await Promise.all(
      names.map(async (name) => {
        const logs: unknown[] = [];
        let asked = 0;
        await using client = await Client.connect(all.url, {
          protocol,
          auth: name,
          handlers: {
            elicitation: () => {
              asked++;
              return { name };
            },
            onLog: ({ data }) => void logs.push(data),
          },
        });
        await client.setLogLevel("info");
        const [greeting] = await Promise.all([client.callTool("greet"), client.callTool("work")]);
        await expect.poll(() => logs.length).toBe(1);
        return { name, greeting: greeting.content.text, asked, logs };
      }),
    );
    expect(ledger).toEqual(
      names.map((name) => ({ name, greeting: `Hello ${name}`, asked: 1, logs: ["half way"] })),
    );
  },
);

it("keeps the keys by which a server tells its questions apart", async () => {
  await using all = await listening();
  const asked = await fetch(all.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "greet",
    },
    body: JSON.stringify(GREET),
  });
  expect(await asked.text()).toContain('"inputRequests":{"who":{"method":"elicitation/create"');
});

it("binds a session to the caller that opened it", async () => {
  await using all = await listening({ auth: byToken });
  await using owner = await Client.connect(all.url, { protocol: "legacy", auth: "owner" });
  await owner.listTools();
  const session = { "mcp-session-id": owner.sessionId ?? "", "mcp-protocol-version": "2025-11-25" };
  const list = { jsonrpc: "2.0", id: 9, method: "tools/list" };
  expect(await post(all.port, list, { ...session, authorization: "Bearer thief" })).toBe(404);
  expect(await post(all.port, list, { ...session, authorization: "Bearer owner" })).toBe(200);
});

it.each<[intent: string, options: ToServerOptions, want: string[]]>([
  ["keeps the caller's token to itself", {}, []],
  [
    "forwards the caller's token if the option is set",
    { credentials: ({ token }) => token! },
    ["Bearer ada"],
  ],
])("%s", async (_intent, options, want) => {
  const seen = new Set<string>();
  const behind = toServer(new Client(backFactory().factory));
  const back = await behind.listen({
    auth: ({ headers }) => {
      const authorization = headers.get("authorization");
      if (authorization !== null) seen.add(authorization);
      return { id: "" };
    },
  });
  const client = new Client(back.url);
  const server = toServer(client, options);
  const { url } = await server.listen({ auth: byToken });
  for (const protocol of ["2025-11-25", "2026-07-28"] as const) {
    await using caller = await Client.connect(url, { protocol, auth: "ada" });
    expect((await caller.callTool("add", { a: 1, b: 1 })).data).toEqual({ sum: 2 });
  }
  expect([...seen]).toEqual(want);
  await server.close();
  await behind.close();
});

it("runs interceptors around every request, the first one outermost", async () => {
  const seen: string[] = [];
  const note =
    (name: string): NonNullable<ToServerOptions["interceptors"]>[number] =>
    (next) =>
    async (asked) => {
      seen.push(`${name} ${asked.method}`);
      return next(asked);
    };
  await using all = await listening({}, { interceptors: [note("outer"), note("inner")] });
  await using caller = await Client.connect(all.url);
  await caller.callTool("add", { a: 1, b: 1 });
  expect(seen).toEqual(expect.arrayContaining(["outer tools/call", "inner tools/call"]));
  expect(seen.indexOf("outer tools/call")).toBeLessThan(seen.indexOf("inner tools/call"));
});

it("reports that the servers behind cannot be reached, but not where they are", async () => {
  const server = toServer(new Client("http://127.0.0.1:9/secret"));
  const { port } = await server.listen();
  expect(await post(port, INITIALIZE)).toBe(502);
  await server.close();
});

it.each(["2025-11-25", "2026-07-28"] as const)(
  "passes the extensions of a server on, with their methods and what a caller declares: %s",
  async (protocol) => {
    const declared: unknown[] = [];
    const factory = (): McpServer => {
      const back = new McpServer(
        { name: "extended", version: "1" },
        { capabilities: { extensions: { "com.example/notes": { depth: 2 } } } },
      );
      back.server.fallbackRequestHandler = ({ method, params }, { mcpReq }) => {
        declared.push(
          back.server.getClientCapabilities()?.extensions ??
            (mcpReq.envelope as Record<string, { extensions?: unknown }> | undefined)?.[
              "io.modelcontextprotocol/clientCapabilities"
            ]?.extensions,
        );
        return Promise.resolve({ method, of: params?.["of"] });
      };
      return back;
    };
    await using server = toServer(new Client(factory));
    await using caller = await Client.connect((await server.listen()).url, {
      protocol,
      capabilities: { extensions: { "com.example/notes": {} } },
    });
    expect(caller.capabilities).toMatchObject({ extensions: { "com.example/notes": { depth: 2 } } });
    expect(await caller.request("notes/find", { of: "Ada" })).toMatchObject({
      method: "notes/find",
      of: "Ada",
    });
    expect(declared).toEqual([expect.objectContaining({ "com.example/notes": {} })]);
    await expect(caller.request("tools/find")).rejects.toThrow(McpError);
  },
);
