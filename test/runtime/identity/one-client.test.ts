import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FetchLike } from "@modelcontextprotocol/client";
import { Client } from "../../../src/runtime/index.js";

/** Sessions that the server opened: who opened each, and who used it. */
const sessions = new Map<string, { readonly owner: string; readonly users: Set<string> }>();
let server: Server;
let url: string;

/** Whether the server gives each session a cookie, and who asked for what with which cookie. */
let setsCookies = false;
const asked: { readonly who: string; readonly method: string; readonly cookie: string | undefined }[] = [];

/** Who a request says that it is from. */
function whoOf(request: IncomingMessage): string {
  const { authorization } = request.headers;
  const cookie = setsCookies ? undefined : request.headers.cookie;
  const tenant = request.headers["x-tenant"];
  return (
    [authorization?.replace(/^Bearer /, "").split(".")[0], tenant, cookie].filter(Boolean).join("+") ||
    "nobody"
  );
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (request.method !== "POST") return void response.writeHead(405).end();
      const who = whoOf(request);
      const message = JSON.parse(body) as { id?: number; method: string };
      const given = request.headers["mcp-session-id"] as string | undefined;
      asked.push({ who, method: message.method, cookie: request.headers.cookie });
      if (given !== undefined) sessions.get(given)?.users.add(who);
      if (message.id === undefined) return void response.writeHead(202).end();
      const results: Record<string, unknown> = {
        initialize: {
          protocolVersion: "2025-11-25",
          capabilities: { tools: {}, resources: { subscribe: true } },
          serverInfo: { name: "who", version: "1" },
        },
        "tools/list": { tools: [{ name: "who", description: who, inputSchema: { type: "object" } }] },
        "tools/call": { content: [{ type: "text", text: who }] },
        "resources/subscribe": {},
        "resources/read": { contents: [{ uri: "x://me", text: who }] },
      };
      const result = results[message.method];
      const headers: Record<string, string> = { "content-type": "application/json" };
      if (message.method === "initialize") {
        const id = `s${sessions.size}`;
        sessions.set(id, { owner: who, users: new Set() });
        headers["mcp-session-id"] = id;
        if (setsCookies) headers["set-cookie"] = `of=${who}; Path=/`;
      }
      const answer = result === undefined ? { error: { code: -32601, message: "no" } } : { result };
      response.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer }));
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  sessions.clear();
  asked.length = 0;
  setsCookies = false;
});

const cache = { ttlMs: 60_000, tools: { who: 60_000 } };
const user = new AsyncLocalStorage<string>();
const me = (): string => user.getStore() ?? "nobody";

async function answers(client: Client): Promise<readonly (string | undefined)[]> {
  const [tool] = await client.listTools();
  const resource = await client.readResource("x://me");
  const call = await client.callTool("who");
  return [tool?.description, resource.text, call.content.text];
}

/** A `fetch` of the program that adds the user. */
const sending: FetchLike = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("x-tenant", me());
  return fetch(input, { ...init, headers });
};

/** Three answers for `name`, whatever else the credentials say. */
const whole = (name: string): RegExp => new RegExp(String.raw`^(?:(?:app\+)?${name},?){3}$`);

/** Sessions that somebody used for whom they were not opened. */
const crossed = (): unknown[] =>
  [...sessions.values()].filter(({ owner, users }) => [...users].some((each) => each !== owner));

describe("one client whose credentials change from request to request", () => {
  it.each<[string, () => Client]>([
    ["a function answers a token", () => new Client(url, { auth: me, cache })],
    ["a function makes headers", () => new Client({ url, headers: () => ({ "x-tenant": me() }) }, { cache })],
    [
      "a function makes headers of which some differ each time",
      () =>
        new Client(
          { url, headers: () => ({ "x-tenant": me(), "x-request-id": String(Math.random()) }) },
          { cache },
        ),
    ],
    [
      "a function answers the request to send",
      () =>
        new Client(url, {
          cache,
          auth: (request) => {
            const signed = new Request(request);
            signed.headers.set("authorization", `Bearer ${me()}`);
            return signed;
          },
        }),
    ],
    [
      "a provider of the SDK answers a token",
      () => new Client(url, { auth: { token: async () => me() }, cache }),
    ],
    [
      "a subject is given, and tokens are renewed",
      () => new Client(url, { subject: me, auth: () => `${me()}.${Math.random()}`, cache }),
    ],
  ])("keeps users apart where %s", async (_intent, make) => {
    const client = make();
    client.hold();
    const users = ["alice", "bob", "carol"];
    for (let turn = 0; turn < 3; turn++)
      await Promise.all(
        users.map((name) =>
          user.run(name, async () => expect(await answers(client)).toEqual([name, name, name])),
        ),
      );
    expect(crossed()).toEqual([]);
    expect(sessions.size).toBe(users.length);
    await client.close();
  });

  it("gives each its own cookies and subscriptions", async () => {
    setsCookies = true;
    const client = new Client({ url, cookies: true }, { auth: me, cache });
    client.hold();
    const users = ["alice", "bob", "carol"];
    for (const name of users)
      await user.run(name, async () => {
        await answers(client);
        await client.subscribeResource("x://me", () => undefined);
      });
    const of = (method: string): readonly string[] =>
      asked.filter((each) => each.method === method).map(({ who, cookie }) => `${who} ${cookie}`);
    expect(of("resources/subscribe")).toEqual(users.map((name) => `${name} of=${name}`));
    expect(of("tools/call")).toEqual(users.map((name) => `${name} of=${name}`));
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it("ends a request for the identity that began it, even if the function answers another meanwhile", async () => {
    let now = "alice";
    const client = new Client(url, { auth: () => now });
    await client.connect();
    const before = client.callTool("who");
    now = "bob";
    const after = client.callTool("who");
    expect([(await before).content.text, (await after).content.text]).toEqual(["alice", "bob"]);
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it("keeps no more sessions than `identities` allows", async () => {
    const client = new Client(url, { auth: me, identities: { maxIdentities: 2 } });
    client.hold();
    for (const name of ["alice", "bob", "carol", "alice"])
      await user.run(name, async () => expect((await client.callTool("who")).content.text).toBe(name));
    expect(sessions.size).toBe(4);
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it.each<[string, (own: FetchLike) => Client]>([
    ["nothing else", (own) => new Client({ url, fetch: own }, { cache })],
    ["a token of the program", (own) => new Client({ url, fetch: own }, { cache, auth: "app" })],
    [
      "headers that a function makes",
      (own) => new Client({ url, fetch: own, headers: async () => ({}) }, { cache }),
    ],
    [
      "a token that a function answers",
      (own) => new Client({ url, fetch: own }, { cache, auth: () => "app" }),
    ],
  ])("caches no private answer if its own `fetch` sends the requests with %s", async (_intent, make) => {
    const client = make(sending);
    client.hold();
    for (const name of ["alice", "bob"])
      await user.run(name, async () => expect((await answers(client)).join()).toMatch(whole(name)));
    await client.close();
  });

  it("keeps the users of its own `fetch` apart if `subject` names them", async () => {
    const client = new Client({ url, fetch: sending }, { cache, subject: me });
    client.hold();
    for (const name of ["alice", "bob", "alice"])
      await user.run(name, async () => expect(await answers(client)).toEqual([name, name, name]));
    expect(crossed()).toEqual([]);
    expect(sessions.size).toBe(2);
    await client.close();
  });

  it("uses no token of an assertion that a function makes until `subject` names the user", async () => {
    const auth = { type: "jwt_bearer", assertion: me, issuer: new URL(url).origin } as const;
    await using client = new Client(url, { auth, cache });
    await expect(client.connect()).rejects.toThrow(/"auth.assertion" .* Set "subject"/);
    expect(sessions.size).toBe(0);
  });
});

describe("clients that share a store of answers", () => {
  const shared = (): { get(key: string): unknown; set(key: string, value: string): void } => {
    const values = new Map<string, string>();
    return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
  };
  const ask = async (make: () => Client): Promise<string | undefined> => {
    await using client = make();
    client.hold();
    return (await client.callTool("who")).content.text;
  };

  it.each<[string, (name: string, store: ReturnType<typeof shared>) => () => Client]>([
    [
      "tokens",
      (name, store) => () => new Client(url, { auth: name, cache: { ...cache, store, partition: "p" } }),
    ],
    [
      "headers",
      (name, store) => () =>
        new Client({ url, headers: { "x-tenant": name } }, { cache: { ...cache, store } }),
    ],
    [
      "a cookie in the headers",
      (name, store) => () => new Client({ url, headers: { cookie: name } }, { cache: { ...cache, store } }),
    ],
  ])("do not share private answers across %s, and do with the same", async (_intent, make) => {
    const store = shared();
    expect(await ask(make("alice", store))).toBe("alice");
    expect(await ask(make("bob", store))).toBe("bob");
    const before = sessions.size;
    expect(await ask(make("alice", store))).toBe("alice");
    expect(sessions.size).toBe(before);
  });
});

describe("an empty subject", () => {
  it.each<[string, unknown]>([
    ["an empty text", ""],
    ["spaces", " "],
    ["a number", 7],
    ["null", null],
  ])("is refused: %s", async (_intent, subject) => {
    const options = { cache, subject } as object;
    expect(() => new Client(url, options)).toThrow(/`subject` must identify the user/);
    await using client = new Client(url, { cache, subject: () => subject as string });
    await expect(client.connect().then(() => client.listTools())).rejects.toMatchObject({
      code: "CONFIGURATION",
    });
    expect(sessions.size).toBe(0);
  });
});
