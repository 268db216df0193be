import { describe, expect, it } from "vitest";
import { BatchError } from "../../../src/runtime/batch/batch-error.js";
import { batch } from "../../../src/runtime/batch/batch.js";
import { settle } from "../async/fake-clock.js";

const statuses = (results: readonly { status: string }[]) => results.map(({ status }) => status);

/** Items that end when told to, or when aborted. */
function desk() {
  const under: { item: number; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  let most = 0;
  let now = 0;
  const run = (item: number, { signal }: { signal: AbortSignal }) => {
    most = Math.max(most, ++now);
    return new Promise<string>((resolve, reject) => {
      under.push({ item, answer: resolve, fail: reject });
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    }).finally(() => now--);
  };
  return { under, run, most: () => most };
}

describe("batch", () => {
  it("keeps the order of the items, whatever the order of the answers", async () => {
    const results = await batch([30, 1, 15], async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ms;
    });
    expect(results).toEqual([30, 1, 15].map((value) => ({ status: "fulfilled", value })));
  });

  it("runs a fixed number at once, and the next as soon as one ends", async () => {
    const { under, run, most } = desk();
    const all = batch([0, 1, 2, 3, 4], run, { concurrency: 2 });
    await settle();
    expect(under.map(({ item }) => item)).toEqual([0, 1]);
    under[1]!.answer("b");
    await settle();
    expect(under.map(({ item }) => item)).toEqual([0, 1, 2]);
    for (let i = 0; i < 5; i++) {
      under.forEach(({ answer }) => answer("x"));
      await settle();
    }
    expect(statuses(await all)).toEqual(Array(5).fill("fulfilled"));
    expect(most()).toBe(2);
  });

  it("settles all, whatever fails", async () => {
    const results = await batch([1, 2, 3], (n) => {
      if (n === 2) throw new Error("two");
      return n;
    });
    expect(statuses(results)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { message: "two" } });
  });

  it("fails fast: cancels, starts nothing more, and loses nothing", async () => {
    const { under, run } = desk();
    const all = batch([0, 1, 2, 3, 4], run, { concurrency: 3, failFast: true });
    await settle();
    under[0]!.answer("done");
    await settle();
    under[2]!.fail(new Error("two"));
    const error = await all.catch((e: unknown) => e as BatchError);
    expect(error).toBeInstanceOf(BatchError);
    const { results, index, message } = error as BatchError;
    expect(statuses(results)).toEqual(["fulfilled", "cancelled", "rejected", "cancelled", "notStarted"]);
    expect(index).toBe(2);
    expect(message).toContain("1 done, 1 failed, 2 cancelled, 1 not started");
  });

  it("ends at its timeout, even if an item ignores its signal", async () => {
    const results = await batch([0, 1, 2], () => new Promise(() => undefined), {
      concurrency: 2,
      timeoutMs: 10,
    });
    expect(statuses(results)).toEqual(["cancelled", "cancelled", "notStarted"]);
    expect(results[0]).toMatchObject({ reason: { code: "TIMEOUT" } });
  });

  it("ends when the caller aborts", async () => {
    const { run } = desk();
    const controller = new AbortController();
    const settled = batch([0, 1, 2], run, { concurrency: 1, signal: controller.signal });
    const failing = batch([0, 1], run, { concurrency: 1, signal: controller.signal, failFast: true });
    await settle();
    controller.abort(new Error("enough"));
    expect(statuses(await settled)).toEqual(["cancelled", "notStarted", "notStarted"]);
    await expect(failing).rejects.toMatchObject({ code: "BATCH_FAILED", cause: { message: "enough" } });
    expect(statuses(await batch([1], run, { signal: controller.signal }))).toEqual(["notStarted"]);
  });

  it("leaves no listener on the caller's signal and no timer", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const counting = new Proxy(signal, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key === "addEventListener") listeners++;
        if (key === "removeEventListener") listeners--;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await batch([1, 2, 3], (n) => n, { signal: counting, timeoutMs: 60_000 });
    expect(listeners).toBe(0);
  });

  it("reports each outcome as it comes, and accepts an empty answer", async () => {
    const seen: unknown[] = [];
    await batch([3, 1], (ms) => new Promise((resolve) => setTimeout(resolve, ms * 5, ms)), {
      onSettled: (result, index) => seen.push([index, result.status]),
    });
    expect(seen).toEqual([
      [1, "fulfilled"],
      [0, "fulfilled"],
    ]);
    expect(await batch([], () => 1)).toEqual([]);
  });

  it.each([[0], [-1], [1.5], [Number.NaN]])("refuses a concurrency of %s", async (concurrency) => {
    await expect(batch([1], (n) => n, { concurrency })).rejects.toMatchObject({ code: "CONFIGURATION" });
  });
});
