import Keyv from "keyv";
import { describe, expect, it } from "vitest";
import { type CacheOptions, defaultCache } from "../../../src/runtime/cache/cache-options.js";
import { ConnectError, McpError } from "../../../src/runtime/errors/index.js";
import { cacheLayer } from "../../../src/runtime/layers/cache-layer.js";
import type { RequestTraits } from "../../../src/runtime/layers/layer.js";
import { context, FakeClock, harness, request, settle } from "../async/fake-clock.js";

/** A server that counts what it is asked; its answer says how often. */
function server(
  options: Partial<CacheOptions> = {},
  answer: (n: number) => unknown = (n) => ({ n, ttlMs: 1_000 }),
) {
  const tools = harness({ clock: new FakeClock() });
  const credentials = { partition: "ann" };
  const asked: unknown[] = [];
  const subject = { server: "weather", scope: () => ({ identity: "weather", ...credentials }) };
  const kept = cacheLayer({ ...defaultCache, ...options }, subject, tools);
  const handler = kept.layer(async (req) => {
    asked.push(req.params);
    return answer(asked.length);
  });
  const ask = (
    method = "tools/list",
    params = {},
    traits: Partial<RequestTraits> = {},
    signal?: AbortSignal,
  ) =>
    handler(request(method, traits, params), context(signal === undefined ? {} : { signal })) as Promise<{
      n: number;
    }>;
  return { ...tools, ...kept, asked, ask, credentials };
}

describe("cache", () => {
  it("answers until the server's time to live is over", async () => {
    const { ask, clock, events } = server();
    expect((await ask()).n).toBe(1);
    await clock.advance(999);
    expect((await ask()).n).toBe(1);
    expect(events).toEqual([{ type: "cacheHit", server: "weather", method: "tools/list", ageMs: 999 }]);
    await clock.advance(1);
    expect((await ask()).n).toBe(2);
  });

  it("gives every caller its own copy of an answer", async () => {
    const { ask } = server();
    (await ask()).n = 99;
    const second = await ask();
    expect(second.n).toBe(1);
    second.n = 98;
    expect((await ask()).n).toBe(1);
  });

  it.each<[string, Partial<CacheOptions>, string, object, unknown]>([
    ["no time to live", {}, "tools/list", {}, {}],
    ["a tool without a rule", {}, "tools/call", { name: "add" }, { ttlMs: 1_000 }],
    ["a tool that failed", { tools: { add: 1_000 } }, "tools/call", { name: "add" }, { isError: true }],
  ])("does not keep: %s", async (_intent, options, method, params, result) => {
    const { ask, asked } = server(options, () => result);
    await ask(method, params);
    await ask(method, params);
    expect(asked).toHaveLength(2);
  });

  it("caches results of a tool that the user named", async () => {
    const { ask, asked } = server({ tools: { add: 1_000 } });
    for (const a of [1, 2, 1, 2]) await ask("tools/call", { name: "add", arguments: { a } });
    expect(asked).toHaveLength(2);
  });

  it("never caches an error", async () => {
    const { ask, asked } = server({ ttlMs: 1_000 }, () => {
      throw new McpError("no", -32602);
    });
    for (let i = 0; i < 2; i++) await expect(ask()).rejects.toThrow("no");
    expect(asked).toHaveLength(2);
  });

  it("separates private answers by credentials, and shares public ones", async () => {
    const { ask, credentials } = server({}, (n) => ({
      n,
      ttlMs: 1_000,
      cacheScope: n === 3 ? "public" : "private",
    }));
    expect((await ask()).n).toBe(1);
    credentials.partition = "bob";
    expect((await ask()).n).toBe(2);
    credentials.partition = "ann";
    expect((await ask()).n).toBe(1);
    expect((await ask("prompts/list")).n).toBe(3);
    credentials.partition = "bob";
    expect((await ask("prompts/list")).n).toBe(3);
  });

  it("sends equal concurrent requests once", async () => {
    const { ask, asked } = server();
    const answers = await Promise.all([ask(), ask(), ask(), ask("prompts/list")]);
    expect(asked).toHaveLength(2);
    expect(answers.map(({ n }) => n)).toEqual([1, 1, 1, 2]);
  });

  it("invalidates exactly what a notification concerns", async () => {
    const { ask, notified, clock } = server();
    await ask("tools/list");
    await ask("resources/read", { uri: "a:1" });
    await ask("resources/read", { uri: "a:2" });
    await clock.advance(1);
    notified("notifications/resources/updated", { uri: "a:1" });
    await settle();
    await clock.advance(1);
    expect((await ask("tools/list")).n).toBe(1);
    expect((await ask("resources/read", { uri: "a:2" })).n).toBe(3);
    expect((await ask("resources/read", { uri: "a:1" })).n).toBe(4);
    notified("notifications/tools/list_changed");
    await clock.advance(1);
    expect((await ask("tools/list")).n).toBe(5);
  });

  it("invalidates an answer in flight on a notification, and sends later requests again", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { ask, notified, clock } = server({}, () => new Promise((resolve) => answers.push(resolve)));
    const before = ask();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await clock.advance(1);
    notified("notifications/tools/list_changed");
    await clock.advance(1);
    const after = ask();
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answers).toHaveLength(2);
    answers[1]!({ n: "new", ttlMs: 1_000 });
    expect((await after).n).toBe("new");
    answers[0]!({ n: "old", ttlMs: 1_000 });
    expect((await before).n).toBe("old");
    await settle();
    expect((await ask()).n, "the late old answer did not replace the new one").toBe("new");
    expect(answers).toHaveLength(2);
  });

  it("refreshes and bypasses on request", async () => {
    const { ask } = server();
    await ask();
    expect((await ask("tools/list", {}, { cache: "bypass" })).n).toBe(2);
    expect((await ask()).n).toBe(1);
    expect((await ask("tools/list", {}, { cache: "refresh" })).n).toBe(3);
    expect((await ask()).n).toBe(3);
  });

  it.each<[string, unknown, boolean]>([
    ["the server was removed", new ConnectError("gone"), true],
    ["the server refuses", new McpError("no", -32602), false],
  ])("an old answer is used when %s: %s", async (_intent, error, served) => {
    const { ask, clock, events } = server({ staleIfErrorMs: 5_000 }, (n) => {
      if (n === 1) return { n, ttlMs: 1_000 };
      throw error;
    });
    await ask();
    await clock.advance(2_000);
    if (!served) return expect(ask()).rejects.toBe(error);
    expect((await ask()).n).toBe(1);
    expect(events.at(-1)).toMatchObject({ type: "stale", ageMs: 2_000, error });
    await clock.advance(4_001);
    await expect(ask()).rejects.toBe(error);
  });

  it("aborts only the request of the aborting caller", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { ask } = server({}, () => new Promise((resolve) => answers.push(resolve)));
    const controller = new AbortController();
    const calls = [ask("tools/list", {}, {}, controller.signal), ask()];
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort(new Error("enough"));
    await expect(calls[0]).rejects.toThrow("enough");
    answers[0]!({ n: 1 });
    expect((await calls[1])!.n).toBe(1);
  });

  it("removes all answers", async () => {
    const { ask, clear, clock } = server();
    await ask();
    await clock.advance(1);
    await clear();
    await clock.advance(1);
    expect((await ask()).n).toBe(2);
  });

  it("works with any Keyv, shared by several clients; notifications reach all of them", async () => {
    const store = new Keyv();
    const [one, two] = [server({ store }), server({ store })];
    expect((await one.ask()).n).toBe(1);
    expect((await two.ask()).n).toBe(1);
    expect(two.asked).toHaveLength(0);
    await one.clock.advance(5);
    await two.clock.advance(5);
    one.notified("notifications/tools/list_changed");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await two.ask();
    expect(two.asked).toHaveLength(1);
  });

  it("treats a store that fails as a miss, with a diagnostic", async () => {
    const broken = () => Promise.reject(new Error("redis is down"));
    const { ask, events, asked } = server({
      store: { get: broken, set: broken },
    });
    await ask();
    await ask();
    expect(asked).toHaveLength(2);
    expect(events[0]).toMatchObject({
      type: "diagnostic",
      code: "CACHE_STORE_FAILED",
      message: expect.stringContaining("redis is down"),
    });
  });

  it("limits its memory", async () => {
    const { ask, asked } = server({ store: { maxEntries: 3, maxSize: 1_000_000 } });
    for (let i = 0; i < 10; i++) await ask("resources/read", { uri: `a:${i}` });
    await ask("resources/read", { uri: "a:9" });
    await ask("resources/read", { uri: "a:0" });
    expect(asked).toHaveLength(11);
  });
});
