import { describe, expect, it } from "vitest";
import { aggregate } from "../../../src/runtime/batch/aggregate.js";
import { countSettled } from "../../../src/runtime/batch.js";
import { broadcast } from "../../../src/runtime/batch/broadcast.js";

const targets = new Map([
  ["a", 1],
  ["b", 2],
  ["c", 3],
]);
const twoFails = (n: number) => (n === 2 ? Promise.reject(new Error("two")) : Promise.resolve(n * 10));

describe("broadcast", () => {
  it("reports the outcome of every target", async () => {
    const results = await broadcast(targets, twoFails);
    expect([...results]).toEqual([
      ["a", { status: "fulfilled", value: 10 }],
      ["b", { status: "rejected", reason: new Error("two") }],
      ["c", { status: "fulfilled", value: 30 }],
    ]);
  });

  it.each([
    [2, true],
    [3, false],
  ])("a quorum of %i is met: %s", async (quorum, met) => {
    const results = broadcast(targets, twoFails, { quorum });
    if (met) expect((await results).size).toBe(3);
    else
      await expect(results).rejects.toMatchObject({
        code: "QUORUM_FAILED",
        quorum: 3,
        results: expect.any(Map),
        cause: new Error("two"),
      });
  });

  it("runs all in parallel, and ends at its timeout", async () => {
    const results = await broadcast(targets, (n) => (n === 3 ? new Promise<number>(() => undefined) : n), {
      timeoutMs: 10,
    });
    expect([...results.values()].map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "cancelled",
    ]);
  });

  it("takes targets by key, and its outcomes can be counted", async () => {
    const results = await broadcast({ a: 1, b: 2, c: 3 }, twoFails);
    expect([...results.keys()]).toEqual(["a", "b", "c"]);
    expect(countSettled(results.values())).toEqual({
      fulfilled: 2,
      rejected: 1,
      cancelled: 0,
      notStarted: 0,
    });
  });

  it("returns nothing for no targets", async () =>
    expect((await broadcast(new Map(), () => 1)).size).toBe(0));
});

describe("aggregate", () => {
  it("combines lists, prefixed and in the order of code units; a server that fails only loses its own items", async () => {
    const lists = new Map([
      ["b", async () => ["z", "A"]],
      ["down", async () => Promise.reject(new Error("down"))],
      ["a", async () => ["x"]],
    ]);
    const { items, errors } = await aggregate(lists, (list) => list(), String);
    expect(items).toEqual([
      { server: "a", name: "a_x", item: "x" },
      { server: "b", name: "b_A", item: "A" },
      { server: "b", name: "b_z", item: "z" },
    ]);
    expect([...errors]).toEqual([["down", new Error("down")]]);
  });
});
