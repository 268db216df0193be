import { describe, expect, it } from "vitest";
import { defaultCache } from "../../../src/runtime/cache/cache-options.js";
import { layerOptions } from "../../../src/runtime/layers/layer-options.js";
import { defaultHedge } from "../../../src/runtime/layers/hedge-layer.js";
import { defaultQueue } from "../../../src/runtime/layers/queue-layer.js";
import { defaultRetry } from "../../../src/runtime/layers/retry-layer.js";
import { defaultBalance } from "../../../src/runtime/replicas/replica-options.js";

describe("layerOptions", () => {
  it("is off without settings", () => {
    expect(layerOptions({})).toEqual({
      retry: undefined,
      cache: undefined,
      queue: undefined,
      hedge: undefined,
      balance: defaultBalance,
      interceptors: [],
    });
    expect(layerOptions({ retry: false, cache: false, queue: false }).retry).toBeUndefined();
  });

  it("takes the defaults for true", () => {
    expect(layerOptions({ retry: true, cache: true, queue: true, hedge: true })).toMatchObject({
      retry: defaultRetry,
      cache: defaultCache,
      queue: defaultQueue,
      hedge: defaultHedge,
    });
  });

  it("fills in omitted settings, at every depth", () => {
    const { retry, cache, balance } = layerOptions({
      retry: { attempts: 2, budget: { refill: 0.2 } },
      cache: { ttlMs: { "tools/list": 5 }, store: { maxEntries: 7 } },
      balance: { policy: "weighted", ejection: { durationMs: 5 }, healthCheck: false },
    });
    expect(retry).toEqual({ ...defaultRetry, attempts: 2, budget: { maxTokens: 10, refill: 0.2 } });
    expect(cache).toMatchObject({
      ttlMs: { "tools/list": 5 },
      store: { maxEntries: 7, maxSize: 33554432 },
      staleIfErrorMs: 0,
    });
    expect(balance).toMatchObject({
      policy: "weighted",
      ejection: { durationMs: 5, consecutiveFailures: 5 },
      healthCheck: false,
    });
  });

  it("accepts functions in code", () => {
    const store = { get: () => undefined, set: () => undefined };
    const policy = () => 0;
    const layer = (next: never) => next;
    const options = layerOptions({
      cache: { store },
      balance: { policy, affinity: () => "x" },
      interceptors: [layer],
    });
    expect(options.cache?.store).toBe(store);
    expect(options.balance.policy).toBe(policy);
    expect(options.interceptors).toEqual([layer]);
  });

  it.each<[object, string]>([
    [{ retry: 3 }, "options.retry is 3; allowed: true, false, or an object."],
    [{ retry: { attempts: 9 } }, "options.retry.attempts is 9; allowed: a whole number from 1 to 5."],
    [{ retry: { attempts: 1.5 } }, "options.retry.attempts is 1.5; allowed: a whole number from 1 to 5."],
    [{ retry: { attempts: "2" } }, 'options.retry.attempts is "2"; allowed: a whole number from 1 to 5.'],
    [
      { retry: { retries: 2 } },
      "Unknown option options.retry.retries. Allowed: attempts, baseDelayMs, maxDelayMs, attemptTimeoutMs, budget.",
    ],
    [{ retry: { baseDelayMs: -1 } }, "options.retry.baseDelayMs is -1; allowed: a number from 0."],
    [{ retry: { baseDelayMs: Number.NaN } }, "options.retry.baseDelayMs is NaN; allowed: a number from 0."],
    [
      { retry: { baseDelayMs: 500, maxDelayMs: 100 } },
      "options.retry.maxDelayMs is 100; it must be at least options.retry.baseDelayMs, which is 500.",
    ],
    [
      { retry: { budget: { maxTokens: 0 } } },
      "options.retry.budget.maxTokens is 0; allowed: a number from 1 to 1000.",
    ],
    [{ retry: { budget: true } }, "options.retry.budget is true; allowed: an object."],
    [{ cache: { ttlMs: -1 } }, "options.cache.ttlMs is -1; allowed: a number from 0 to 86400000."],
    [
      { cache: { ttlMs: { "tools/call": 5 } } },
      'key of options.cache.ttlMs is "tools/call"; allowed: "server/discover", ',
    ],
    [
      { cache: { tools: { add: "long" } } },
      'options.cache.tools.add is "long"; allowed: a number from 0 to 86400000.',
    ],
    [{ cache: { tools: ["add"] } }, 'options.cache.tools is ["add"]; allowed: an object.'],
    [
      { cache: { store: { get: () => 1 } } },
      "options.cache.store.set is undefined; allowed: a function (a store has get and set).",
    ],
    [
      { queue: { concurrency: 0 } },
      "options.queue.concurrency is 0; allowed: a whole number from 1 to 100000.",
    ],
    [
      { balance: { policy: "best" } },
      'options.balance.policy is "best"; allowed: "roundRobin", "random", "weighted", "fastest", "ordered", "auto".',
    ],
    [{ balance: true }, "options.balance is true; allowed: an object."],
    [
      { balance: { ejection: { durationMs: 9, maxDurationMs: 5 } } },
      "options.balance.ejection.maxDurationMs is 5; it must be at least",
    ],
    [
      { balance: { healthCheck: { intervalMs: 5 } } },
      "options.balance.healthCheck.intervalMs is 5; allowed: a number from 100",
    ],
    [{ interceptors: [5] }, "options.interceptors[0] is 5; allowed: a function."],
  ])("%j", (settings, message) => {
    expect(() => layerOptions(settings)).toThrow(expect.objectContaining({ code: "CONFIGURATION" }));
    expect(() => layerOptions(settings)).toThrow(message);
  });

  it("names the position in the config file", () => {
    expect(() => layerOptions({ retry: { attempts: 0 } }, "mcpServers.weather")).toThrow(
      /^mcpServers\.weather\.retry\.attempts is 0/,
    );
  });

  it("accepts each of its own defaults", () => {
    expect(
      layerOptions({
        retry: defaultRetry,
        cache: defaultCache,
        queue: defaultQueue,
        balance: defaultBalance,
      }),
    ).toMatchObject({
      retry: defaultRetry,
      cache: defaultCache,
      queue: defaultQueue,
      balance: defaultBalance,
    });
  });
});
