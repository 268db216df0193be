import { expect, it, onTestFinished, vi } from "vitest";
import { Deadline } from "../../../src/codegen/introspect/deadline.js";

it.each([
  ["the default", undefined, undefined, 30_000],
  ["longer if the server may have to be installed", undefined, "npx", 180_000],
  ["what the user gave, whatever installs it", 5_000, "npx", 5_000],
])("the time for a server is %s", (_, given, installer, want) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const deadline = new Deadline(given);
  vi.advanceTimersByTime(1_000);
  deadline.startsWith(installer);
  vi.advanceTimersByTime(want - 1_001);
  expect(deadline.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect([deadline.passed, deadline.limitMs]).toEqual([true, want]);
});

it("a deadline that was ended never passes, whatever starts later", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const deadline = new Deadline(1_000);
  deadline.end();
  deadline.startsWith("npx");
  vi.advanceTimersByTime(200_000);
  expect(deadline.passed).toBe(false);
});

it("a deadline that was ended from outside has not passed", () => {
  const outer = new AbortController();
  const deadline = new Deadline(5_000, outer.signal);
  outer.abort();
  expect([deadline.signal.aborted, deadline.passed]).toEqual([true, false]);
  deadline.end();
});
