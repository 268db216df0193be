import { expect, it } from "vitest";
import { never } from "../../../src/runtime/async/never.js";
import { ContractCheck } from "../../../src/runtime/replicas/contract-check.js";
import type { Member } from "../../../src/runtime/replicas/member.js";

/** A member that says what it offers when it is told to. */
function member() {
  const answers: ((digest: string) => void)[] = [];
  const digest = (signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      answers.push(resolve);
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  return { answers, it: { label: "m", replica: { label: "m", digest } } as unknown as Member };
}

it("asks once for all; an aborted caller does not affect the others", async () => {
  const check = new ContractCheck("s", undefined);
  const { it: subject, answers } = member();
  const first = new AbortController();
  const waits = [check.check(subject, first.signal), check.check(subject, never())];
  first.abort(new Error("the first gave up"));
  await expect(waits[0]).rejects.toThrow("the first gave up");
  answers[0]!("d");
  await waits[1];
  expect([answers.length, check.passed(subject)]).toEqual([1, true]);
});

it("asks again after all callers have left", async () => {
  const check = new ContractCheck("s", undefined);
  const { it: subject, answers } = member();
  const first = new AbortController();
  const wait = check.check(subject, first.signal);
  first.abort(new Error("gave up"));
  const next = check.check(subject, never());
  await expect(wait).rejects.toThrow("gave up");
  answers[1]!("d");
  await next;
  expect(check.passed(subject)).toBe(true);
});
