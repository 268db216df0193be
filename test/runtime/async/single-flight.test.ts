import { describe, expect, it } from "vitest";
import { SingleFlight } from "../../../src/runtime/async/single-flight.js";
import { settle } from "./fake-clock.js";

function tower() {
  const flights = new SingleFlight();
  const started: { signal: AbortSignal; answer: (value: unknown) => void; fail: (error: Error) => void }[] =
    [];
  const run = (key: string, signal = new AbortController().signal) =>
    flights.run(
      key,
      signal,
      (own) => new Promise((answer, fail) => started.push({ signal: own, answer, fail })),
    );
  return { flights, started, run };
}

describe("SingleFlight", () => {
  it("fetches once for all concurrent callers; each gets its own copy of the answer", async () => {
    const { run, started } = tower();
    const calls = [run("a"), run("a"), run("b"), run("a")];
    expect(started).toHaveLength(2);
    started[0]!.answer({ n: 1 });
    started[1]!.answer("b");
    const [first, second] = (await Promise.all(calls)) as object[];
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    void run("a");
    expect(started).toHaveLength(3);
  });

  it("fails for all", async () => {
    const { run, started } = tower();
    const calls = Promise.allSettled([run("a"), run("a")]);
    started[0]!.fail(new Error("down"));
    expect((await calls).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("runs while a caller waits, and aborts with the last one", async () => {
    const { run, started } = tower();
    const [a, b] = [new AbortController(), new AbortController()];
    const calls = [run("a", a.signal), run("a", b.signal)];
    a.abort(new Error("first"));
    await expect(calls[0]).rejects.toThrow("first");
    expect(started[0]!.signal.aborted).toBe(false);
    b.abort(new Error("second"));
    await expect(calls[1]).rejects.toThrow("second");
    expect(started[0]!.signal.aborted).toBe(true);
    void run("a");
    expect(started).toHaveLength(2);
    started[0]!.fail(new Error("nobody waits for this"));
    await settle();
  });

  it("starts nothing for a caller that has already left", async () => {
    const { run, started } = tower();
    await expect(run("a", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(started).toHaveLength(0);
  });
});
