import { describe, expect, it } from "vitest";
import { never } from "../../../src/runtime/async/never.js";
import { SharedWork } from "../../../src/runtime/async/shared-work.js";

/** Work that ends as the test says, or with the reason of its signal. */
function shared(outlives?: (reason: unknown) => boolean) {
  let done = (_value: string): void => undefined;
  let own = never();
  const work = new SharedWork<string>((signal) => {
    own = signal;
    return new Promise((resolve, reject) => {
      done = resolve;
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }, outlives);
  return { work, done: (value: string) => done(value), signal: () => own };
}

describe("SharedWork", () => {
  it("is not affected when one caller leaves", async () => {
    const { work, done, signal } = shared();
    const impatient = new AbortController();
    const [first, second] = [work.wait(impatient.signal), work.wait(never())];
    impatient.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    expect([signal().aborted, work.aborted]).toEqual([false, false]);
    done("here");
    expect(await second).toBe("here");
  });

  it("is aborted with the reason of the last caller", async () => {
    const { work } = shared();
    const callers = [new AbortController(), new AbortController()];
    const waits = callers.map((caller) => work.wait(caller.signal));
    callers.forEach((caller, index) => caller.abort(new Error(`caller ${index}`)));
    await Promise.allSettled(waits);
    expect(work.aborted).toBe(true);
    await expect(work.result).rejects.toThrow("caller 1");
  });

  it("continues if it should outlive that reason", async () => {
    const { work, done } = shared((reason) => reason === "attempt");
    const caller = new AbortController();
    const wait = work.wait(caller.signal);
    caller.abort("attempt");
    await expect(wait).rejects.toBe("attempt");
    expect(work.aborted).toBe(false);
    done("late");
    expect(await work.wait(never())).toBe("late");
  });

  it("rejects when it is aborted, before it is undone", async () => {
    const work = new SharedWork(() => new Promise(() => undefined));
    const wait = work.wait(never());
    work.abort(new Error("too late"));
    await expect(wait).rejects.toThrow("too late");
  });

  it("does not wait for a caller that has already left", async () => {
    const { work } = shared();
    await expect(work.wait(AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    expect(work.aborted).toBe(false);
  });
});
