import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Deadlines } from "../../../src/runtime/connection/deadlines.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Step = (deadlines: Deadlines, expired: string[]) => void;

const add =
  (key: string, ms: number): Step =>
  (deadlines, expired) =>
    deadlines.add(key, ms, () => expired.push(key));
const drop =
  (key: string): Step =>
  (deadlines) =>
    deadlines.delete(key);
const pass =
  (ms: number): Step =>
  () =>
    void vi.advanceTimersByTime(ms);

it.each<readonly [string, readonly Step[], readonly string[]]>([
  ["before its time", [add("a", 10), pass(9)], []],
  ["at its time", [add("a", 10), pass(10)], ["a"]],
  ["once", [add("a", 10), pass(100)], ["a"]],
  ["not when it was dropped", [add("a", 10), drop("a"), pass(100)], []],
  ["in the order of time", [add("late", 30), add("early", 10), pass(30)], ["early", "late"]],
  ["behind one that was dropped", [add("a", 10), add("b", 20), drop("a"), pass(20)], ["b"]],
  ["several at once", [add("a", 10), add("b", 10), pass(10)], ["a", "b"]],
  ["added after others have passed", [add("a", 10), pass(10), add("b", 10), pass(10)], ["a", "b"]],
  ["added while another waits", [add("a", 50), pass(20), add("b", 10), pass(10)], ["b"]],
  ["that no timer can hold", [add("a", 2 ** 32), pass(1_000)], []],
  ["that no timer can hold, at its time", [add("a", 2 ** 32), pass(2 ** 32)], ["a"]],
  ["of none after all were dropped", [add("a", 10), (it) => it.clear(), pass(10)], []],
])("a deadline passes %s", (_, steps, want) => {
  const deadlines = new Deadlines(() => performance.now());
  const expired: string[] = [];
  for (const step of steps) step(deadlines, expired);
  expect(expired).toEqual(want);
});

it("starts one timer for many requests", () => {
  const start = vi.spyOn(globalThis, "setTimeout");
  const deadlines = new Deadlines(() => performance.now());
  for (let key = 0; key < 1_000; key++) {
    deadlines.add(key, 60_000, () => undefined);
    deadlines.delete(key);
    vi.advanceTimersByTime(1);
  }
  expect(start).toHaveBeenCalledTimes(1);
});
