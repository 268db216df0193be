import { describe, expect, it } from "vitest";
import { TimeoutError } from "../../../src/runtime/errors/timeout-error.js";
import { attemptTimeoutLayer } from "../../../src/runtime/layers/attempt-timeout-layer.js";
import { compose, type Handler } from "../../../src/runtime/layers/layer.js";
import { defaultRetry, retryLayer } from "../../../src/runtime/layers/retry-layer.js";
import { RetryBudget } from "../../../src/runtime/retry/budget.js";
import { OutcomeUnknownError } from "../../../src/runtime/retry/outcome-unknown-error.js";
import { context, FakeClock, harness, request, settle } from "../async/fake-clock.js";

/** Never answers; ends when it is aborted. */
const silent: Handler = (_request, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });

function stack(innermost: Handler, clock: FakeClock): Handler {
  const retries = retryLayer({ ...defaultRetry, baseDelayMs: 0 }, harness({ clock }), new RetryBudget());
  return compose([retries, attemptTimeoutLayer(100, clock)], innermost);
}

describe("attemptTimeout", () => {
  it("ends an attempt that hangs, and returns the answer of the next one", async () => {
    const clock = new FakeClock();
    let attempts = 0;
    const handler = stack((...args) => (++attempts === 1 ? silent(...args) : Promise.resolve("late")), clock);
    const result = handler(request("tools/list", { repeatable: true }), context());
    await clock.advance(100);
    expect(await result).toBe("late");
    expect(clock.sleeping).toBe(0);
  });

  it("what may not run twice fails with its outcome open, and the cause says which setting it was", async () => {
    const clock = new FakeClock();
    const result = stack(silent, clock)(request("tools/call", { subject: "pay" }), context());
    const failed = expect(result).rejects.toSatisfy(
      (error: OutcomeUnknownError) =>
        error instanceof OutcomeUnknownError && String(error.cause).includes("retry.attemptTimeoutMs"),
    );
    await clock.advance(100);
    await failed;
  });

  it("restarts on progress, but does not extend the deadline", async () => {
    const clock = new FakeClock();
    let tell: (() => void) | undefined;
    const handler = attemptTimeoutLayer(
      100,
      clock,
    )((given, ctx) => {
      tell = () => (given.traits as { onProgress?: (p: object) => void }).onProgress?.({ progress: 1 });
      return silent(given, ctx);
    });
    const traits = { onProgress: () => undefined, timeoutMs: 250 };
    const result = handler(request("tools/call", traits), context({ deadline: clock.now() + 250 }));
    const failed = expect(result).rejects.toMatchObject({ timeoutMs: 250 });
    let ended = false;
    result.catch(() => (ended = true));
    for (const wanted of [false, false, false]) {
      await clock.advance(80);
      expect(ended).toBe(wanted);
      tell?.();
    }
    await clock.advance(10);
    await failed;
  });

  it.each([
    ["the deadline comes first", { deadline: 1050 }],
    ["the answer comes first", {}],
  ])("%s: nothing is left behind", async (_intent, overrides) => {
    const clock = new FakeClock();
    const handler = attemptTimeoutLayer(100, clock)(async () => "done");
    expect(await handler(request(), context(overrides))).toBe("done");
    await settle();
    expect(clock.sleeping).toBe(0);
  });

  it("keeps the reason of the caller's abort", async () => {
    const caller = new AbortController();
    const result = attemptTimeoutLayer(100, new FakeClock())(silent)(
      request(),
      context({ signal: caller.signal }),
    );
    caller.abort(new Error("enough"));
    await expect(result).rejects.toThrow("enough");
    await expect(result).rejects.not.toBeInstanceOf(TimeoutError);
  });
});
