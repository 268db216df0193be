import { expect, it, onTestFinished, vi } from "vitest";
import { acquireLease } from "../../../../src/runtime/auth/store/lease-lock.js";
import { systemClock } from "../../../../src/runtime/async/clock.js";

/** A store with nothing but get, set and delete, as slow as one across a network. */
function plainStore(delayMs: number): {
  values: Map<string, unknown>;
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
} {
  const values = new Map<string, unknown>();
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * delayMs));
  return {
    values,
    get: async (key) => (await wait(), values.get(key)),
    set: async (key, value) => (await wait(), void values.set(key, value)),
    delete: async (key) => (await wait(), void values.delete(key)),
  };
}

it("is held by one at a time", async () => {
  const store = plainStore(30);
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const release = await acquireLease(store, "k", systemClock, Date.now);
      most = Math.max(most, ++holders);
      await new Promise((resolve) => setTimeout(resolve, 5));
      holders--;
      await release();
    }),
  );
  expect(most).toBe(1);
  expect(store.values.size).toBe(0);
});

it("expires when its holder has died", async () => {
  const store = plainStore(1);
  store.values.set("lock-k", { id: "dead", until: Date.now() + 300 });
  const began = Date.now();
  await (
    await acquireLease(store, "k", systemClock, Date.now)
  )();
  expect(Date.now() - began).toBeGreaterThanOrEqual(290);
});

it("makes a caller wait only until its signal aborts", async () => {
  const store = plainStore(1);
  store.values.set("lock-k", { id: "other", until: Date.now() + 60_000 });
  await expect(
    acquireLease(store, "k", systemClock, Date.now, AbortSignal.timeout(200)),
  ).rejects.toMatchObject({ name: "TimeoutError" });
});

it("is not taken from its holder by a process that was stopped before it wrote its name", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const store = plainStore(0);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const late = {
    ...store,
    set: async (key: string, value: unknown) => (await pause(400), store.set(key, value)),
  };
  const told: string[] = [];
  const hold = async (who: string, over: typeof store, ms: number): Promise<void> => {
    const release = await acquireLease(over, "k", systemClock, Date.now);
    told.push(`${who} holds it`);
    await pause(ms);
    told.push(`${who} is done`);
    await release();
  };
  const both = Promise.all([hold("late", late, 10), hold("first", store, 15_000)]);
  await vi.advanceTimersByTimeAsync(60_000);
  await both;
  expect(told).toEqual(["first holds it", "first is done", "late holds it", "late is done"]);
  expect(store.values.size).toBe(0);
});
