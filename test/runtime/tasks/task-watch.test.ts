import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/runtime/async/clock.js";
import type { TaskChannel } from "../../../src/runtime/tasks/task-era.js";
import type { TaskReport } from "../../../src/runtime/tasks/task-state.js";
import { TaskWatch } from "../../../src/runtime/tasks/task-watch.js";

const never = new AbortController().signal;
const working: TaskReport = { taskId: "t", status: "working" };
const completed: TaskReport = { taskId: "t", status: "completed" };

/** A clock whose sleeps are noted, and end at once or never. */
function clockThat(ends: boolean): Clock & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => 0,
    sleep: (ms, signal) => {
      pauses.push(ms);
      if (ends) return Promise.resolve();
      return new Promise((_, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason as Error)),
      );
    },
  };
}

/** A channel that answers with these reports, the last of them for ever. */
function channelOf(...reports: readonly TaskReport[]): TaskChannel & { looks: number } {
  const channel = {
    looks: 0,
    get: () => Promise.resolve(reports[Math.min(channel.looks++, reports.length - 1)] ?? working),
    attend: () => Promise.resolve(),
    answer: () => Promise.resolve(undefined),
    cancel: () => Promise.resolve(),
  };
  return channel;
}

describe("how often a task is looked at", () => {
  it.each([
    ["the server suggests no interval: up to 500 ms", undefined, [20, 40, 80, 160, 320, 500, 500]],
    ["the server suggests an interval", 100, [20, 40, 80, 100, 100, 100, 100]],
    ["the server wants it oftener", 5, [5, 5, 5, 5, 5, 5, 5]],
  ])("%s", async (_intent, pollIntervalMs, pauses) => {
    const clock = clockThat(true);
    const busy = { ...working, ...(pollIntervalMs !== undefined && { pollIntervalMs }) };
    const channel = channelOf(busy, busy, busy, busy, busy, busy, completed);
    await new TaskWatch(channel, clock, busy).until(() => false, never);
    expect(clock.pauses).toEqual(pauses);
  });

  it("shares one loop among all waiting callers", async () => {
    const channel = channelOf(working, completed);
    const watch = new TaskWatch(channel, clockThat(true), working);
    await Promise.all([1, 2, 3].map(() => watch.until(() => false, never)));
    expect(channel.looks).toBe(2);
  });
});

describe("a notification", () => {
  it("wakes every waiting caller without a request", async () => {
    const channel = channelOf(working);
    const watch = new TaskWatch(channel, clockThat(false), working);
    const over = watch.until(() => false, never);
    await Promise.resolve();
    await Promise.resolve();
    watch.update(completed);
    expect(await over).toEqual(completed);
    expect(channel.looks).toBe(0);
  });

  it("does not undo the end when it comes late", () => {
    const watch = new TaskWatch(channelOf(working), clockThat(false), completed);
    watch.update(working);
    expect(watch.report).toEqual(completed);
  });
});

it("ends the loop with the last waiting caller", async () => {
  const clock = clockThat(false);
  const watch = new TaskWatch(channelOf(working), clock, working);
  const first = new AbortController();
  const second = new AbortController();
  const waits = [first, second].map(({ signal }) => watch.until(() => false, signal).catch(() => "gone"));
  await Promise.resolve();
  first.abort();
  expect(await waits[0]).toBe("gone");
  second.abort();
  expect(await waits[1]).toBe("gone");
  const third = watch.until(() => false, never);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(clock.pauses).toEqual([20, 40]);
  watch.update(completed);
  expect(await third).toEqual(completed);
});
