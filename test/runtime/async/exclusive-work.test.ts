import { describe, expect, it } from "vitest";
import { ExclusiveWork } from "../../../src/runtime/async/exclusive-work.js";

const always = (): boolean => true;
const pause = (ms = 10): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("ExclusiveWork", () => {
  it("works once for all concurrent callers, and again for a later one", async () => {
    const flight = new ExclusiveWork();
    let times = 0;
    const work = async (): Promise<void> => (await pause(), void times++);
    await Promise.all(Array.from({ length: 10 }, () => flight.run("a", always, work, undefined)));
    expect(times).toBe(1);
    await flight.run("a", always, work, undefined);
    expect(times).toBe(2);
  });

  it("runs different work in turn, and skips what is no longer needed", async () => {
    const flight = new ExclusiveWork();
    const done: string[] = [];
    const work = (name: string) => async (): Promise<void> => (await pause(), void done.push(name));
    await Promise.all([
      flight.run("a", always, work("a"), undefined),
      flight.run("b", () => done.length === 0, work("b"), undefined),
      flight.run("c", always, work("c"), undefined),
    ]);
    expect(done).toEqual(["a", "c"]);
  });

  it("fails for all waiting callers, and distinguishes requests sent before", async () => {
    const flight = new ExclusiveWork();
    const since = flight.generation;
    const work = async (): Promise<void> => (await pause(), Promise.reject(new Error("no")));
    const results = await Promise.allSettled(
      Array.from({ length: 3 }, () => flight.run("a", always, work, undefined)),
    );
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(flight.failureSince(since)).toMatchObject({ message: "no" });
    expect(flight.failureSince(flight.generation)).toBeUndefined();
    await flight.run("a", always, async () => {}, undefined);
    expect(flight.failureSince(since)).toBeUndefined();
  });

  it("continues when a caller leaves", async () => {
    const flight = new ExclusiveWork();
    let done = false;
    const work = async (): Promise<void> => (await pause(50), void (done = true));
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(flight.run("a", always, work, signal)).rejects.toBe(reason);
    await flight.pending;
    expect(done).toBe(true);
    expect(flight.pending).toBeUndefined();
  });
});
