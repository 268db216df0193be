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

  it("does different things one after the other, and skips what has become needless", async () => {
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

  it("fails for all who wait, and tells requests that were sent before", async () => {
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

  it("goes on when a caller gives up", async () => {
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
