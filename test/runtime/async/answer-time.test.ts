import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { coalesced } from "../../../src/runtime/async/coalesce.js";
import { AnswerTime, standingTimer } from "../../../src/runtime/async/answer-time.js";

it.each([
  [5, false],
  [2 ** 31, true],
  [1e12, true],
  [Infinity, true],
])("an answer may take %d ms: deadlines stand after 30 ms: %s", async (limitMs, stands) => {
  const time = new AnswerTime(limitMs);
  const answer = time.during(() => sleep(60));
  await sleep(30);
  expect(time.stands).toBe(stands);
  await answer;
  expect(time.stands).toBe(false);
});

it("needs no timers of Node.js: those of browsers are numbers", async () => {
  vi.stubGlobal("setTimeout", () => 1);
  const time = new AnswerTime();
  expect(await time.during(() => Promise.resolve(time.stands))).toBe(true);
  expect(coalesced(() => undefined)).not.toThrow();
  vi.unstubAllGlobals();
});

it.each([
  [5, 1],
  [2 ** 31, 0],
  [Infinity, 0],
])("a deadline of %d ms has passed %d times after 30 ms", async (ms, times) => {
  const expire = vi.fn();
  const stop = standingTimer(ms, expire, () => performance.now(), undefined);
  await sleep(30);
  stop();
  expect(expire).toHaveBeenCalledTimes(times);
});
