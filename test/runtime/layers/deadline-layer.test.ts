import { describe, expect, it, onTestFinished, vi } from "vitest";
import { TimeoutError } from "../../../src/runtime/index.js";
import { systemClock } from "../../../src/runtime/async/clock.js";
import { deadlineLayer, untilDeadline } from "../../../src/runtime/layers/deadline-layer.js";
import type { RequestTraits } from "../../../src/runtime/layers/layer.js";
import { never } from "../../../src/runtime/async/never.js";
import type { Handler, LayerContext } from "../../../src/runtime/layers/layer.js";

/** Ends when its signal says so, with the signal's reason. */
const hanging: Handler = (_request, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));

const send = (
  traits: Partial<RequestTraits>,
  next: Handler,
  signal: AbortSignal = never(),
): Promise<unknown> =>
  deadlineLayer(systemClock)(next)(
    { method: "tools/call", params: {}, traits: { repeatable: false, subject: "t", ...traits } },
    { server: "s", signal, attempt: 1 },
  );

describe("the deadline of a request", () => {
  it("ends it with a TimeoutError that names it and its deadline", async () => {
    await expect(send({ timeoutMs: 20 }, hanging)).rejects.toMatchObject({
      name: TimeoutError.name,
      timeoutMs: 20,
      message: 'tools/call "t" on "s" timed out after 20 ms.',
    });
  });

  it("is absent and costs nothing with 0", async () => {
    const seen: LayerContext[] = [];
    await send({ timeoutMs: 0 }, async (_request, context) => void seen.push(context));
    expect(seen[0]).toMatchObject({ signal: never() });
    expect(seen[0]).not.toHaveProperty("deadline");
  });

  it("passes on the caller's own reason, before and while the request runs", async () => {
    const reason = { mine: true };
    await expect(send({ timeoutMs: 1_000 }, hanging, AbortSignal.abort(reason))).rejects.toBe(reason);
    const abort = new AbortController();
    const pending = send({ timeoutMs: 1_000 }, hanging, abort.signal);
    abort.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });

  it("is restarted by progress if requested, up to the total", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const ticking: Handler = (request, { signal }) =>
      new Promise((resolve, reject) => {
        const { onProgress } = request.traits as RequestTraits;
        const timer = setInterval(() => onProgress?.({ progress: 1 }), 15);
        setTimeout(resolve, 120);
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        setTimeout(() => clearInterval(timer), 120);
      });
    const onProgress = vi.fn();
    const all = Promise.allSettled([
      send({ timeoutMs: 60, resetTimeoutOnProgress: true, onProgress }, ticking),
      send({ timeoutMs: 60 }, ticking),
      send({ timeoutMs: 60, resetTimeoutOnProgress: true, maxTotalTimeoutMs: 80 }, ticking),
    ]);
    await vi.advanceTimersByTimeAsync(120);
    const late = { status: "rejected", reason: expect.any(TimeoutError) as TimeoutError };
    expect(await all).toEqual([{ status: "fulfilled" }, late, late]);
    expect(onProgress).toHaveBeenCalled();
  });

  it("leaves no timer and no listener behind", async () => {
    const abort = new AbortController();
    const add = vi.spyOn(abort.signal, "addEventListener");
    const remove = vi.spyOn(abort.signal, "removeEventListener");
    const clear = vi.spyOn(globalThis, "clearTimeout");
    await send({ timeoutMs: 1_000 }, async () => "done", abort.signal);
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
    expect(clear).toHaveBeenCalled();
    clear.mockRestore();
  });
});

describe("a deadline that is kept below", () => {
  const next: Handler = (request, context) =>
    untilDeadline(
      systemClock,
      request,
      context,
      (signal) => hanging(request, { ...context, signal }) as Promise<unknown>,
    );
  const facts = {
    method: "tools/call",
    params: {},
    traits: { repeatable: false, subject: "t", timeoutMs: 20 } as RequestTraits,
  };

  it("costs no signal if the caller gave none", async () => {
    const seen: LayerContext[] = [];
    await deadlineLayer(systemClock, true)(async (_request, context) => void seen.push(context))(facts, {
      server: "s",
      signal: never(),
      attempt: 1,
    });
    expect(seen[0]!.signal).toBe(never());
    expect(seen[0]!.deadline! - systemClock.now()).toBeGreaterThan(10);
  });

  it("ends requests that wait on the way", async () => {
    const pending = deadlineLayer(systemClock, true)(next)(facts, {
      server: "s",
      signal: never(),
      attempt: 1,
    });
    await expect(pending).rejects.toMatchObject({ message: 'tools/call "t" on "s" timed out after 20 ms.' });
  });
});
