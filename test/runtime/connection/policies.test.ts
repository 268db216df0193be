import { describe, expect, it } from "vitest";
import { saysOldServer } from "../../../src/runtime/connection/era-signs.js";
import { planNegotiation } from "../../../src/runtime/connection/negotiate.js";
import { defaultRestartPolicy, nextStart } from "../../../src/runtime/connection/restart-policy.js";
import { ConfigurationError } from "../../../src/runtime/index.js";

describe("how a connection begins", () => {
  it.each([
    ["auto", "stdio", undefined, "probe", "handshake"],
    ["auto", "http", undefined, "probe", "handshake"],
    ["auto", "http", "legacy", "handshake", "probe"],
    ["auto", "stdio", "modern", "probe", "handshake"],
    ["auto", "sse", undefined, "handshake", undefined],
    ["legacy", "http", undefined, "handshake", undefined],
    ["2025-06-18", "stdio", "modern", "handshake", undefined],
    ["2026-07-28", "stdio", "legacy", "pin", undefined],
  ] as const)("%s over %s, known to be %s: %s, then %s", (protocol, kind, era, first, other) => {
    const plan = planNegotiation(protocol, kind, era && { era });
    expect([plan.first.kind, plan.other?.kind]).toEqual([first, other]);
  });

  it("rejects an unknown protocol", () => {
    expect(() => planNegotiation("2027" as never, "http", undefined)).toThrow(ConfigurationError);
  });

  const failed = (extra: object) =>
    Object.assign(new Error("probe"), { code: "ERA_NEGOTIATION_FAILED", ...extra });
  it.each([
    ["it closed the connection", failed({}), true],
    ["it answered 500", failed({ status: 500 }), true],
    ["it answered 500 through our own fetch", failed({ cause: { status: 502 } }), true],
    ["it is overloaded", failed({ cause: { status: 503 } }), false],
    ["it asks for authorization", failed({ status: 401 }), true],
    ["nothing listens on the port", failed({ cause: new TypeError("fetch failed") }), false],
    [
      "the server hung up",
      failed({ cause: new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }) }),
      true,
    ],
    ["the pipe broke", failed({ cause: { code: "EPIPE" } }), true],
    ["the name is unknown", failed({ cause: { code: "ENOTFOUND" } }), false],
    ["something else failed", new Error("x"), false],
    ["nothing was thrown", undefined, false],
  ])("a second attempt when the probe failed because %s: %s", (_why, error, want) => {
    expect(saysOldServer(error, "http")).toBe(want);
  });
});

describe("starting a server that keeps ending", () => {
  const at = (fruitless: readonly number[], now: number, random = 1) =>
    nextStart(fruitless, now, defaultRestartPolicy, () => random);

  it.each([
    ["the first start", [], 1_000, { kind: "start", delayMs: 0 }],
    ["the second one", [1_000], 1_000, { kind: "start", delayMs: 0 }],
    ["the third one waits", [900, 1_000], 1_000, { kind: "start", delayMs: 250 }],
    ["and the fourth longer", [800, 900, 1_000], 1_000, { kind: "start", delayMs: 500 }],
    ["time that passed counts", [900, 1_000], 1_200, { kind: "start", delayMs: 50 }],
    ["what is long ago does not", [900, 1_000], 100_000, { kind: "start", delayMs: 0 }],
    ["after five it rests", [1, 2, 3, 4, 5], 1_005, { kind: "rest", remainingMs: 29_000 }],
    ["and gets one more after the rest", [1, 2, 3, 4, 5], 30_005, { kind: "start", delayMs: 0 }],
  ])("%s", (_what, fruitless, now, want) => {
    expect(at(fruitless, now)).toEqual(want);
  });

  it("varies waits over half their length", () => {
    expect(at([900, 1_000], 1_000, 0)).toEqual({ kind: "start", delayMs: 125 });
  });
});
