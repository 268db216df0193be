import { describe, expect, it } from "vitest";
import { defaultHedge, hedgeLayer } from "../../../src/runtime/layers/hedge-layer.js";
import type { Handler } from "../../../src/runtime/layers/layer.js";
import { RetryBudget } from "../../../src/runtime/retry/budget.js";
import { context, FakeClock, harness, request, settle } from "../async/fake-clock.js";

interface Open {
  readonly signal: AbortSignal;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** A hedged server that answers when the test says so, warmed up with answers of 10 ms each. */
async function hedged({ warm = 20, budget = new RetryBudget() } = {}) {
  const clock = new FakeClock();
  const tools = harness({ clock });
  const open: Open[] = [];
  const innermost: Handler = (_request, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      open.push({ signal, answer: resolve, fail: reject });
    });
  const handler = hedgeLayer(defaultHedge, tools, budget)(innermost);
  const read = (repeatable = true, signal = new AbortController().signal) =>
    handler(request("resources/read", { repeatable }), context({ signal }));
  for (let i = 0; i < warm; i++) {
    const answered = read();
    await clock.advance(10);
    open.pop()?.answer("warm");
    await answered;
  }
  return { ...tools, clock, open, read };
}

describe("hedge", () => {
  it("sends a slow read again, uses the first answer and cancels the other", async () => {
    const { clock, open, read, events } = await hedged();
    const result = read();
    await clock.advance(9);
    expect(open).toHaveLength(1);
    await clock.advance(1);
    expect(open).toHaveLength(2);
    open[1]?.answer("second");
    expect(await result).toBe("second");
    expect(open[0]?.signal.aborted).toBe(true);
    expect(events).toMatchObject([{ type: "hedge", method: "resources/read", delayMs: 10 }]);
    expect(clock.sleeping).toBe(0);
  });

  it.each<[string, Parameters<typeof hedged>[0], boolean]>([
    ["what may not run twice", {}, false],
    ["before it is known what is usual", { warm: 19 }, true],
    ["beyond the budget of retries", { budget: new RetryBudget({ maxTokens: 1, refill: 0 }) }, true],
  ])("never sends twice: %s", async (_intent, options, repeatable) => {
    const { clock, open, read } = await hedged(options);
    const result = read(repeatable);
    await clock.advance(10_000);
    expect(open).toHaveLength(1);
    open[0]?.answer("only");
    expect(await result).toBe("only");
  });

  it("a failure before the time is the answer: retries are not its affair", async () => {
    const { open, read } = await hedged();
    const result = read();
    await settle();
    open[0]?.fail(new Error("broken"));
    await expect(result).rejects.toThrow("broken");
    expect(open).toHaveLength(1);
  });

  it("waits for the other request after one failure, and returns the first failure after two", async () => {
    const { clock, open, read } = await hedged();
    const saved = read();
    await clock.advance(10);
    open[0]?.fail(new Error("first"));
    await settle();
    open[1]?.answer("second");
    expect(await saved).toBe("second");

    open.length = 0;
    const lost = read();
    await clock.advance(10_000);
    open[1]?.fail(new Error("second"));
    open[0]?.fail(new Error("first"));
    await expect(lost).rejects.toThrow("first");
  });

  it("ends both requests with the caller's reason", async () => {
    const { clock, open, read } = await hedged();
    const caller = new AbortController();
    const result = read(true, caller.signal);
    await clock.advance(10);
    caller.abort(new Error("enough"));
    await expect(result).rejects.toThrow("enough");
    expect(open.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });
});
