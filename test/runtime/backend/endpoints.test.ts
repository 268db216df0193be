import type { ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { type LayerSettings } from "../../../src/runtime/balance.js";
import { json, type Received, type TestServer } from "../support/http-server.js";
import { type Behaviour, connect, server } from "../client/named-servers.js";

const reset = (_received: Received, response: ServerResponse): void =>
  void response.socket?.resetAndDestroy();

/** Closes a server and waits until its clients have noticed, so that no request is sent into a closing connection. */
async function gone(it: TestServer): Promise<void> {
  await it.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  // where the pause was one of the whole program, the ends are read only now
  await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("replicas", () => {
  it("share the requests, and one that fails costs no call", async () => {
    const [a, b, c] = [await server("a"), await server("b"), await server("c")];
    const { client, calls } = await connect(a.url, {
      replicas: [b.url, c.url],
      balance: { policy: "roundRobin" },
      retry: true,
    });
    expect(await calls(6)).toEqual(["a", "b", "c", "a", "b", "c"]);
    await gone(b);
    const names = await calls(30);
    expect(new Set(names)).toEqual(new Set(["a", "c"]));
    expect(client.endpoints.stats().map(({ state }) => state)).toEqual(["in", "ejected", "in"]);
  });

  it("are read from the config, with their settings", async () => {
    const [a, b] = [await server("a"), await server("b")];
    const entry = { url: a.url, replicas: [b.url], retry: { attempts: 2 }, balance: { policy: "ordered" } };
    const { calls, client } = await connect({ mcpServers: { weather: entry } });
    expect(await calls(3)).toEqual(["a", "a", "a"]);
    await gone(a);
    expect(await calls(3)).toEqual(["b", "b", "b"]);
    expect(client.endpoints.stats()).toHaveLength(2);
  });

  it("are refused with invalid settings, at once in code, and by their path in the config", async () => {
    const { url } = await server("a");
    expect(() => new Client(url, { retry: { attempts: 9 } })).toThrow(
      "options.retry.attempts is 9; allowed: a whole number from 1 to 5.",
    );
    const config = { mcpServers: { weather: { url, cache: { ttl: 5 } } } };
    await expect(connect(config)).rejects.toThrow(
      /^Unknown option mcpServers\.weather\.cache\.ttl\. Did you mean "ttlMs"\? Allowed: /,
    );
  });

  it("work if the first one is down from the start", async () => {
    const [a, b] = [await server("a"), await server("b")];
    await gone(a);
    const { calls } = await connect(a.url, { replicas: [b.url], retry: true });
    expect(await calls(3)).toEqual(["b", "b", "b"]);
  });

  it("send no requests to one whose tools differ", async () => {
    const [a, b] = [
      await server("a"),
      await server("b", { tools: [{ name: "other", inputSchema: { type: "object" } }] }),
    ];
    const { calls, events } = await connect(a.url, { replicas: [b.url], retry: true });
    expect(new Set(await calls(10))).toEqual(new Set(["a"]));
    expect(events).toContainEqual(
      expect.objectContaining({ type: "ejected", reason: "contractMismatch", durationMs: Infinity }),
    );
  });

  it("join and leave while the client is in use", async () => {
    const [a, b] = [await server("a"), await server("b")];
    const { client, calls } = await connect(a.url, { retry: true });
    expect(await calls(2)).toEqual(["a", "a"]);
    await client.addEndpoint(b.url);
    expect(new Set(await calls(4))).toEqual(new Set(["a", "b"]));
    const [first] = client.endpoints.stats();
    await client.endpoints.remove(first!.label);
    expect(await calls(2)).toEqual(["b", "b"]);
    expect((await client.listTools()).map(({ name }) => name)).toEqual(["add", "look"]);
  });

  it.each([
    ["from code", (a: TestServer, b: TestServer) => ({ target: a.url, replicas: [b.url] })],
    [
      "of a config",
      (a: TestServer, b: TestServer) => ({
        target: { mcpServers: { weather: { url: a.url, replicas: [b.url] } } },
      }),
    ],
    ["with addEndpoint", (a: TestServer, b: TestServer) => ({ target: a.url, added: b.url })],
  ])("are checked while idle from the first connection on: %s", async (_how, of) => {
    const [a, b] = [await server("a"), await server("b")];
    const { target, replicas, added } = of(a, b) as { target: unknown; replicas?: string[]; added?: string };
    const healthCheck = { intervalMs: 100, timeoutMs: 5_000 };
    const { client } = await connect(target, { balance: { healthCheck }, ...(replicas && { replicas }) });
    if (added !== undefined) await client.addEndpoint(added);
    const pings = (it: TestServer): number =>
      it.seen.filter(({ message }) => message?.method === "ping").length;
    await vi.waitUntil(() => pings(a) > 1 && pings(b) > 1, { timeout: 20_000, interval: 20 });
    await client.close();
  });

  it("all receive a broadcast", async () => {
    const [a, b] = [await server("a"), await server("b")];
    const { client } = await connect(a.url, { replicas: [b.url] });
    const answers = await client.broadcast({ method: "tools/call", params: { name: "add" } }, { quorum: 2 });
    expect([...answers.values()].map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled"]);
    expect([a.calls(), b.calls()]).toEqual([1, 1]);
    await b.close();
    await expect(client.broadcast({ method: "ping", params: {} }, { quorum: 2 })).rejects.toMatchObject({
      code: "QUORUM_FAILED",
    });
  });
});

describe("retry", () => {
  it.each([
    ["an unknown tool", "add", {}, {}, "OUTCOME_UNKNOWN", 1],
    ["a tool annotated as read-only", "look", {}, {}, "OUTCOME_UNKNOWN", 1],
    [
      "a tool annotated as read-only, on a trusted server",
      "look",
      { trusted: true },
      {},
      "CONNECTION_CLOSED",
      3,
    ],
    ["a tool that the caller marks as repeatable", "add", {}, { idempotent: true }, "CONNECTION_CLOSED", 3],
    ["the same, with one attempt", "add", {}, { idempotent: true, retry: false }, "CONNECTION_CLOSED", 1],
  ])("%s", async (_intent, tool, options, callOptions, code, attempts) => {
    const broken = await server("a", { call: reset });
    const { client } = await connect(broken.url, { retry: { baseDelayMs: 1 }, ...options });
    await expect(client.callTool(tool, {}, callOptions)).rejects.toMatchObject({ code });
    expect(broken.calls()).toBe(attempts);
  });

  it("waits as long as the server asks for", async () => {
    let busy = true;
    const limited: TestServer = await server("a", {
      call: ({ message }, response) => {
        if (busy) {
          busy = false;
          return void response.writeHead(429, { "retry-after": "1" }).end();
        }
        json(response, 200, { jsonrpc: "2.0", id: message?.id, result: { content: [] } });
      },
    });
    const { client, events } = await connect(limited.url, { retry: true });
    await client.callTool("add");
    expect(events).toContainEqual(
      expect.objectContaining({ type: "retry", delayMs: 1_000, outcome: "refused" }),
    );
  });

  it("trusts a server if the config says so", async () => {
    const broken = await server("a", { call: reset });
    const { client } = await connect({
      mcpServers: { weather: { url: broken.url, trusted: true, retry: { baseDelayMs: 1 } } },
    });
    await expect(client.callTool("look")).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    expect(broken.calls()).toBe(3);
  });
});

describe("other layers", () => {
  it("cache: lists and reads for the user's time, one tool by name", async () => {
    const { url, seen, calls } = await server("a");
    const { client, events } = await connect(url, { cache: { ttlMs: 60_000, tools: { look: 60_000 } } });
    const requests = () => seen.filter(({ message }) => message?.id !== undefined).length;
    const before = requests();
    for (let i = 0; i < 3; i++) {
      await client.listTools();
      await client.readResource("a:1");
      await client.callTool("look", { city: "Oslo" });
    }
    expect(requests() - before).toBe(3);
    await client.callTool("look", { city: "Rome" });
    await client.callTool("add");
    await client.callTool("add");
    expect(calls()).toBe(4);
    expect((await client.readResource("a:1", { cache: "refresh" })).text).not.toBe(
      (await client.readResource("a:2")).text,
    );
    expect(events.filter(({ type }) => type === "cacheHit")).toHaveLength(6);
  });

  it("queue: one too many is turned away at once", async () => {
    const { url } = await server("a", { call: () => undefined });
    const { client } = await connect(url, { queue: { concurrency: 1, limit: 1 } });
    const signal = AbortSignal.timeout(300);
    const calls = [1, 2, 3].map(() => client.callTool("add", {}, { signal }));
    await expect(calls[2]).rejects.toMatchObject({ code: "OVERLOADED" });
    await Promise.allSettled(calls);
  });

  it.each<[string, LayerSettings, boolean]>([
    ["retry", { retry: true }, false],
    ["a full queue", { queue: { concurrency: 1, limit: 5 } }, true],
    ["replicas", { retry: true, balance: { healthCheck: false } }, false],
  ])("deadline: holds through %s, without a signal of the caller", async (what, settings, two) => {
    const silent = { call: () => undefined };
    const [a, b] = [await server("a", silent), await server("b", silent)];
    const { client } = await connect(a.url, {
      ...settings,
      ...(what === "replicas" && { replicas: [b.url] }),
    });
    const started = performance.now();
    const calls = [
      client.callTool("add", {}, { timeoutMs: 300 }),
      ...(two ? [client.callTool("add", {}, { timeoutMs: 300 })] : []),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "TIMEOUT", timeoutMs: 300 } });
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("interceptors: around everything, and free to change a request", async () => {
    const { url, seen } = await server("a");
    const methods: string[] = [];
    const { client } = await connect(url, {
      interceptors: [
        (next) => (request, context) => {
          methods.push(request.method);
          return next({ ...request, params: { ...request.params, _meta: { tenant: "ann" } } }, context);
        },
      ],
    });
    await client.callTool("add");
    expect(methods).toEqual(["tools/call"]);
    expect(seen.at(-1)?.message?.params).toMatchObject({ name: "add", _meta: { tenant: "ann" } });
  });

  it("batch: many calls, each with its end", async () => {
    const { url } = await server("a");
    const { client } = await connect(url);
    const results = await client.batch([{ name: "add" }, { name: "look", args: { city: "Oslo" } }], {
      concurrency: 2,
    });
    expect(results.map((result) => result.status === "fulfilled" && result.value.content.text)).toEqual([
      "a",
      "a",
    ]);
  });

  it("watch: a resource that the server does not tell of is read again", async () => {
    const { url } = await server("a");
    const { client } = await connect(url, { cache: { ttlMs: 60_000 } });
    const texts: string[] = [];
    for await (const change of client.watchResources({ resources: ["a:1"], intervalMs: 1_000 })) {
      if (change.type === "changed") texts.push(change.content.text);
      if (texts.length === 2) break;
    }
    expect(texts[0]).not.toBe(texts[1]);
  });
});

it("sends a read that hangs on one replica to the other, and cancels the first", async () => {
  let hangs = 0;
  let ended = 0;
  const slow: Behaviour = {
    call: (_received, response) => {
      hangs++;
      response.on("close", () => ended++);
    },
  };
  const [a, b] = [await server("a"), await server("b")];
  const bad = await server("c", slow);
  const { client, events } = await connect(a.url, {
    replicas: [b.url],
    hedge: { minDelayMs: 50 },
    trusted: true,
    balance: { policy: "roundRobin", affinity: "none" },
  });
  for (let i = 0; i < 24; i++) await client.callTool("look", {}, { idempotent: true });
  await client.addEndpoint(bad.url);
  const answers = new Set<string>();
  // a machine that pauses may hedge a call of the others, too: the order is not known
  while (hangs === 0) answers.add((await client.callTool("look", {}, { idempotent: true })).content.text);
  expect([...answers].sort().join()).toMatch(/^(a|b|a,b)$/);
  expect(events).toContainEqual(
    expect.objectContaining({ type: "hedge", subject: "look", server: "weather" }),
  );
  await expect.poll(() => ended).toBe(1);
});

it("lets a slow replica finish connecting while others answer", async () => {
  const [a, b] = [await server("a"), await server("b")];
  const slow = await server("slow", { initializeMs: 300 });
  const { client } = await connect(a.url, {
    replicas: [b.url],
    hedge: { minDelayMs: 50 },
    trusted: true,
    balance: { policy: "roundRobin", affinity: "none" },
  });
  const look = async () => (await client.callTool("look", {}, { idempotent: true })).content.text;
  for (let i = 0; i < 24; i++) await look();
  await client.addEndpoint(slow.url);
  while ((await look()) !== "slow");
  expect(slow.seen.filter(({ message }) => message?.method === "initialize")).toHaveLength(1);
});

it("ends an attempt that hangs at its own time limit, and uses the next replica", async () => {
  const [good, bad] = [await server("good"), await server("bad", { call: () => undefined })];
  const { client, events } = await connect(bad.url, {
    replicas: [good.url],
    retry: { attemptTimeoutMs: 1_000, baseDelayMs: 1 },
    balance: { policy: "roundRobin", affinity: "none" },
  });
  const texts = [];
  for (let i = 0; i < 2; i++)
    texts.push((await client.callTool("look", {}, { idempotent: true })).content.text);
  expect(texts).toEqual(["good", "good"]);
  expect(events.filter(({ type }) => type === "retry").length).toBeGreaterThan(0);
});
