import { describe, expect, it } from "vitest";
import { rendezvous } from "../../../src/runtime/replicas/affinity.js";
import { countsAgainstHealth } from "../../../src/runtime/replicas/counted.js";
import {
  cleanRecord,
  defaultEjection,
  ejectionMs,
  mayBeOut,
  observeOutcome,
  reasonToEject,
} from "../../../src/runtime/replicas/ejection.js";
import { currentLatency, observeLatency, tauMs } from "../../../src/runtime/replicas/peak-ewma.js";
import {
  ConnectError,
  HttpError,
  McpError,
  OverloadedError,
  TimeoutError,
} from "../../../src/runtime/errors/index.js";

describe("ejection", () => {
  const run = (outcomes: string, everyMs = 10) =>
    [...outcomes].reduce(
      (record, mark, i) => observeOutcome(record, mark === "x", i * everyMs, defaultEjection),
      cleanRecord,
    );

  it.each([
    ["four failures in a row", "xxxx", 5, undefined],
    ["five", "xxxxx", 5, "consecutiveFailures"],
    ["five, one success between", "xxx.xx", 5, undefined],
  ])("%s", (_intent, outcomes, replicas, want) => {
    expect(reasonToEject(run(outcomes), replicas, defaultEjection)).toBe(want);
  });

  it("considers the failure rate, too", () => {
    expect(
      reasonToEject({ consecutive: 0, windowStart: 0, requests: 50, failures: 43 }, 5, defaultEjection),
    ).toBe("failureRate");
  });

  it.each([
    ["too few requests", { requests: 49, failures: 49 }, 5],
    ["too few replicas", { requests: 50, failures: 50 }, 4],
    ["a lower share", { requests: 100, failures: 84 }, 5],
  ])("no failure rate with %s", (_intent, counts, replicas) => {
    expect(
      reasonToEject({ consecutive: 0, windowStart: 0, ...counts }, replicas, defaultEjection),
    ).toBeUndefined();
  });

  it("starts a new interval after the old one", () => {
    const record = run("xxxx.", 2_500);
    expect([record.requests, record.failures]).toEqual([1, 0]);
  });

  it.each([
    [1, 30_000],
    [2, 60_000],
    [99, 300_000],
  ])("time out number %i lasts %i ms", (times, want) =>
    expect(ejectionMs(times, defaultEjection)).toBe(want),
  );

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [5, 2],
    [10, 5],
  ])("of %i replicas %i may be out", (replicas, want) => expect(mayBeOut(replicas)).toBe(want));
});

describe("peak-EWMA", () => {
  it("rises at once on a peak and falls gradually", () => {
    let estimate = observeLatency(undefined, 10, 0);
    estimate = observeLatency(estimate, 2_000, 1);
    expect(estimate.valueMs).toBe(2_000);
    estimate = observeLatency(estimate, 10, 2);
    expect(estimate.valueMs).toBeGreaterThan(1_990);
    expect(observeLatency(estimate, 10, 2 + tauMs).valueMs).toBeCloseTo(10 + 1_990 / Math.E, -1);
    expect(currentLatency(estimate, 2 + 5 * tauMs)).toBeLessThan(15);
    expect(currentLatency(undefined, 5)).toBeUndefined();
  });
});

describe("countsAgainstHealth", () => {
  it.each([
    ["no connection", new ConnectError("x"), true],
    ["no answer in time", new TimeoutError("x", 5), true],
    ["HTTP 500", new HttpError("x", 500), true],
    ["HTTP 503 with Retry-After", new HttpError("x", 503, { retryAfterMs: 5 }), true],
    ["HTTP 429", new HttpError("x", 429), false],
    ["HTTP 404", new HttpError("x", 404), false],
    ["JSON-RPC error", new McpError("x", -32602), false],
    ["our own full queue", new OverloadedError("x", 5), false],
  ])("%s", (_intent, error, want) => expect(countsAgainstHealth(error)).toBe(want));
});

describe("rendezvous", () => {
  const labels = ["a", "b", "c", "d"];
  const keys = Array.from({ length: 4_000 }, (_, i) => `user-${i}`);
  const owner = (key: string, among: readonly string[]) => among[rendezvous(key, among)];

  it("spreads keys evenly", () => {
    for (const label of labels) {
      expect(Math.abs(keys.filter((key) => owner(key, labels) === label).length - 1_000)).toBeLessThan(120);
    }
  });

  it("moves only the keys of the removed label", () => {
    const rest = ["a", "c", "d"];
    for (const key of keys) if (owner(key, labels) !== "b") expect(owner(key, rest)).toBe(owner(key, labels));
  });
});
