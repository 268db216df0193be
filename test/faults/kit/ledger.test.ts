import { describe, expect, it } from "vitest";
import { ConnectError, OutcomeUnknownError } from "../../../src/runtime/index.js";
import { check, History, type Verdict, verdictOf } from "./ledger.js";

describe("check", () => {
  it.each<[string, Verdict | undefined, boolean, number, string | undefined]>([
    ["told that it ran, and it did", "ok", false, 1, undefined],
    ["told that it ran, and it did not", "ok", false, 0, "lost"],
    ["ran twice", "ok", false, 2, "doubled"],
    ["ran twice, and may", "ok", true, 2, undefined],
    ["told that it did not run, and it did not", "fail", false, 0, undefined],
    ["told that it did not run, and it did", "fail", false, 1, "denied"],
    ["unknown, and it did not run", "unknown", false, 0, undefined],
    ["unknown, and it ran", "unknown", false, 1, undefined],
    ["unknown, and it ran twice", "unknown", false, 2, "doubled"],
    ["told nothing", undefined, true, 1, "hanging"],
  ])("%s", (_intent, verdict, repeatable, times, fault) => {
    const history = new History("x");
    history.begin(repeatable).verdict = verdict;
    const found = check(history.operations, new Map([["x-0", times]]));
    expect(Object.entries(found).filter(([, ids]) => ids.length > 0)).toEqual(
      fault === undefined ? [] : [[fault, ["x-0"]]],
    );
  });

  it("takes only an outcome that is said to be unknown for unknown", () => {
    expect(verdictOf(new OutcomeUnknownError("tools/call", {}))).toBe("unknown");
    expect(verdictOf(new ConnectError("x"))).toBe("fail");
  });
});
