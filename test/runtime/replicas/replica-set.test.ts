import { describe, expect, it } from "vitest";
import { ConnectError } from "../../../src/runtime/errors/index.js";
import { defaultRetry, retryLayer } from "../../../src/runtime/layers/retry-layer.js";
import { compose } from "../../../src/runtime/layers/layer.js";
import type { Replica } from "../../../src/runtime/replicas/member.js";
import { type BalanceOptions, defaultBalance } from "../../../src/runtime/replicas/replica-options.js";
import { RetryBudget } from "../../../src/runtime/retry/budget.js";
import { ReplicaSet } from "../../../src/runtime/replicas/replica-set.js";
import { context, FakeClock, harness, request, seededRandom, settle } from "../async/fake-clock.js";

/** A set of nodes that do as they are told, on a clock that is turned by hand. */
function cluster(
  labels: readonly string[],
  options: Partial<BalanceOptions> = {},
  facts: Partial<Replica> = {},
) {
  const tools = harness({ clock: new FakeClock(), random: seededRandom(3) });
  const set = new ReplicaSet("weather", { ...defaultBalance, healthCheck: false, ...options }, tools);
  const down = new Set<string>();
  const served: string[] = [];
  const closed: string[] = [];
  const join = (label: string, more: Partial<Replica> = {}) =>
    set.add({
      label,
      handle: async () => {
        served.push(label);
        if (down.has(label)) throw new ConnectError(`${label} is down`);
        return label;
      },
      close: async () => void closed.push(label),
      ...facts,
      ...more,
    });
  labels.forEach((label) => join(label));
  const call = (overrides = {}) => set.handle(request("tools/call", overrides), context());
  const calls = async (count: number) => {
    for (let i = 0; i < count; i++) await call().catch(() => undefined);
  };
  const types = () => tools.events.map((event) => event.type);
  return { ...tools, set, down, served, closed, join, call, calls, types };
}

describe("ReplicaSet", () => {
  it("alternates between two", async () => {
    const { served, calls } = cluster(["a", "b"]);
    await calls(4);
    expect(served).toEqual(["a", "b", "a", "b"]);
  });

  it("refuses a second member with the same label, and requests without members", async () => {
    const { join } = cluster(["a"]);
    expect(() => join("a")).toThrow(/already has an endpoint a/);
    await expect(cluster([]).call()).rejects.toMatchObject({ code: "NO_ENDPOINT", server: "weather" });
  });

  it("ejects a member after five failures, tries it once when its time is over, and doubles the time", async () => {
    const { down, served, calls, events, clock, call, set } = cluster(["a", "b", "c"], {
      policy: "roundRobin",
    });
    down.add("b");
    await calls(40);
    expect(served.filter((label) => label === "b")).toHaveLength(5);
    expect(events).toContainEqual({
      type: "ejected",
      server: "weather",
      endpoint: "b",
      reason: "consecutiveFailures",
      durationMs: 30_000,
    });
    expect(set.stats()[1]).toMatchObject({ label: "b", state: "ejected", failures: 5, ejections: 1 });

    await clock.advance(30_000);
    await calls(10);
    expect(
      served.filter((label) => label === "b"),
      "a call that must not run twice is no probe",
    ).toHaveLength(5);
    await call({ repeatable: true }).catch(() => undefined);
    expect(events.at(-1)).toMatchObject({ type: "ejected", durationMs: 60_000 });

    down.delete("b");
    await clock.advance(60_000);
    await call({ repeatable: true });
    expect(events.at(-1)).toMatchObject({ type: "restored", endpoint: "b" });
    await calls(9);
    expect(served.slice(-9).filter((label) => label === "b")).toHaveLength(3);
  });

  it("lets one probe through while half-open", async () => {
    let answer: (() => void) | undefined;
    const { down, calls, clock, set, served, join } = cluster(["a", "c"]);
    join("b", {
      handle: () =>
        new Promise((resolve, reject) => {
          served.push("b");
          if (down.has("b")) reject(new ConnectError("down"));
          else answer = () => resolve("b");
        }),
    });
    down.add("b");
    await calls(40);
    down.delete("b");
    await clock.advance(30_000);
    const before = served.filter((label) => label === "b").length;
    const probes = Array.from({ length: 5 }, () =>
      set.handle(request("ping", { repeatable: true }), context()),
    );
    await settle();
    expect(served.filter((label) => label === "b").length - before).toBe(1);
    answer!();
    await Promise.all(probes);
    expect(set.stats().map(({ state }) => state)).toEqual(["in", "in", "in"]);
  });

  it("probes half-open members separately if possible", async () => {
    let alive = false;
    const probe = async () => {
      if (!alive) throw new ConnectError("down");
    };
    const { down, calls, clock, set, events } = cluster(["a", "b", "c"], { policy: "roundRobin" }, { probe });
    down.add("b");
    await calls(30);
    await clock.advance(30_000);
    await calls(1);
    await settle();
    expect(events.at(-1)).toMatchObject({
      type: "ejected",
      endpoint: "b",
      reason: "healthCheck",
      durationMs: 60_000,
    });
    alive = true;
    await clock.advance(60_000);
    await calls(1);
    await settle();
    expect(set.stats()[1]).toMatchObject({ state: "in" });
    await calls(3);
    expect(set.stats()[1], "on parole: one failure is enough").toMatchObject({ state: "ejected" });
  });

  it("never ejects more than half, and in panic uses all of them", async () => {
    const { down, calls, events, set, served, types } = cluster(["a", "b", "c"], { policy: "roundRobin" });
    for (const label of ["a", "b", "c"]) down.add(label);
    await calls(60);
    expect(types().filter((type) => type === "ejected")).toHaveLength(1);
    expect(events).toContainEqual({ type: "panic", server: "weather", active: true, ejected: 2, total: 3 });
    served.length = 0;
    await calls(9);
    expect(new Set(served).size).toBe(3);
    down.clear();
    await calls(9);
    expect(set.stats().every(({ state }) => state === "in")).toBe(true);
    expect(events.findLast(({ type }) => type === "panic")).toMatchObject({ active: false });
  });

  it("loses no call with one dead member of three and retry above", async () => {
    const { set, down, served, ...tools } = cluster(["a", "b", "c"]);
    const handler = compose(
      [retryLayer(defaultRetry, { ...tools, clock: new FakeClock(true) }, new RetryBudget())],
      set.handle,
    );
    down.add("b");
    const results = await Promise.all(Array.from({ length: 200 }, () => handler(request(), context())));
    expect(results).not.toContain("b");
    expect(served.length).toBeLessThan(280);
  });

  it("hardly amplifies a total outage with retry above", async () => {
    const { set, down, served, ...tools } = cluster(["a", "b", "c"]);
    const handler = compose(
      [retryLayer(defaultRetry, { ...tools, clock: new FakeClock(true) }, new RetryBudget())],
      set.handle,
    );
    for (const label of ["a", "b", "c"]) down.add(label);
    for (let i = 0; i < 500; i++) await handler(request(), context()).catch(() => undefined);
    expect(served.length / 500).toBeLessThan(1.2);
  });

  it("keeps a session where it is, and reports when it had to move", async () => {
    const { served, calls, down, events, types } = cluster(
      ["a", "b", "c"],
      { policy: "roundRobin" },
      { stateful: () => true },
    );
    await calls(5);
    expect(new Set(served).size).toBe(1);
    down.add(served[0]!);
    await calls(20);
    expect(types()).toContain("sessionReset");
    expect(events.filter(({ type }) => type === "sessionReset")).toHaveLength(1);
    expect(new Set(served.slice(-10)).size).toBe(1);
  });

  it("gives requests with the same key to the same member", async () => {
    const { set } = cluster(["a", "b", "c"], { affinity: (req) => String(req.params["user"]) });
    const ask = (user: string) => set.handle(request("tools/call", {}, { user }), context());
    for (const user of ["ann", "bob", "cleo"]) {
      const first = await ask(user);
      for (let i = 0; i < 5; i++) expect(await ask(user)).toBe(first);
    }
  });

  it("refuses a member whose tools differ", async () => {
    const { set, calls, served, join, events, call } = cluster(
      ["a", "b"],
      { policy: "roundRobin" },
      { digest: async () => "d1" },
    );
    join("other", { digest: async () => "d2" });
    await calls(12);
    expect(served).not.toContain("other");
    expect(events.filter(({ type }) => type === "ejected")).toEqual([
      {
        type: "ejected",
        server: "weather",
        endpoint: "other",
        durationMs: Infinity,
        reason: "contractMismatch",
      },
    ]);
    expect(set.stats()[2]).toMatchObject({ state: "mismatch", lastError: { code: "ENDPOINT_MISMATCH" } });
    await call();
  });

  it("compares with the expected digest, and compares again after a failure", async () => {
    let asked = 0;
    const digest = async () => {
      if (asked++ === 0) throw new ConnectError("not now");
      return "d1";
    };
    const { call } = cluster(["a"], { expectedDigest: "d1" }, { digest });
    await expect(call()).rejects.toMatchObject({ code: "CONNECT_FAILED" });
    expect(await call()).toBe("a");
    await call();
    expect(asked).toBe(2);
    await expect(cluster(["a"], { expectedDigest: "d0" }, { digest }).call()).rejects.toMatchObject({
      code: "ENDPOINT_MISMATCH",
    });
  });

  it("lets members join and leave; closes a member once its requests have ended", async () => {
    let answer: (() => void) | undefined;
    const { set, join, calls, served, closed } = cluster(["a"]);
    join("slow", { handle: () => new Promise((resolve) => (answer = () => resolve("slow"))) });
    await calls(1);
    const pending = set.handle(request(), context());
    const removed = set.remove("slow");
    await settle();
    expect(closed).toEqual([]);
    await calls(3);
    expect(served).toEqual(["a", "a", "a", "a"]);
    answer!();
    expect(await pending).toBe("slow");
    await removed;
    expect(closed).toEqual(["slow"]);
    await set.close();
    expect(closed).toEqual(["slow", "a"]);
  });

  it("checks only idle members", async () => {
    const probed: string[] = [];
    const tools = harness({ clock: new FakeClock() });
    const set = new ReplicaSet("weather", defaultBalance, tools);
    for (const label of ["idle", "busy"]) {
      set.add({ label, handle: async () => label, probe: async () => void probed.push(label) });
    }
    set.start();
    for (let second = 0; second < 29; second++) {
      await tools.clock.advance(1_000);
      await set.handlers().get("busy")!(request(), context());
    }
    await tools.clock.advance(1_000);
    expect(probed).toEqual(["idle"]);
    await set.close();
    expect(tools.clock.sleeping).toBe(0);
  });

  it("counts a probe without an answer as a failure", async () => {
    const hang = () => new Promise(() => undefined);
    const tools = harness({ clock: new FakeClock() });
    const set = new ReplicaSet(
      "weather",
      { ...defaultBalance, healthCheck: { intervalMs: 1_000, timeoutMs: 500 } },
      tools,
    );
    set.add({ label: "a", handle: async () => "a", probe: hang });
    set.start();
    for (let i = 0; i < 30; i++) await tools.clock.advance(500);
    expect(tools.events).toContainEqual(
      expect.objectContaining({ type: "ejected", endpoint: "a", reason: "healthCheck" }),
    );
    await set.close();
  });

  it("asks the member that began a task about it, in rotation or not, until it is removed", async () => {
    const { set, down, join, served, calls } = cluster([], { policy: "roundRobin" });
    for (const label of ["a", "b", "c"])
      join(label, {
        handle: async ({ method }) => {
          served.push(label);
          if (down.has(label)) throw new ConnectError("down");
          return method === "tools/call" ? { resultType: "task", taskId: `of ${label}` } : label;
        },
      });
    const ask = () => set.handle(request("tasks/get", {}, { taskId: "of b" }), context());
    await calls(3);
    for (let i = 0; i < 4; i++) expect(await ask()).toBe("b");
    down.add("b");
    await calls(20);
    expect(set.stats()[1]).toMatchObject({ label: "b", state: "ejected" });
    await expect(ask()).rejects.toThrow("down");
    await set.remove("b");
    expect(["a", "c"]).toContain(await ask());
  });

  it("asks another member about a task that began while its member was being removed", async () => {
    const { set, join, served, call } = cluster([], { policy: "roundRobin" });
    let answer: ((value: object) => void) | undefined;
    join("a", { handle: () => new Promise((resolve) => (answer = resolve)) });
    const began = call();
    await settle();
    join("b");
    const removed = set.remove("a");
    answer?.({ resultType: "task", taskId: "t" });
    await Promise.all([began, removed]);
    const about = () => set.handle(request("tasks/get", {}, { taskId: "t" }), context());
    expect(await about()).toBe("b");
    expect(served).toEqual(["b"]);
  });
});
