import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../../src/runtime/async/clock.js";
import { never } from "../../../src/runtime/async/never.js";

describe("systemClock", () => {
  it("returns the system time, and never goes back", () => {
    const first = systemClock.now();
    expect(Math.abs(first - Date.now())).toBeLessThan(5_000);
    expect(systemClock.now()).toBeGreaterThanOrEqual(first);
  });

  it("sleeps for the given time", async () => {
    const started = performance.now();
    await systemClock.sleep(20);
    expect(performance.now() - started).toBeGreaterThan(15);
  });

  it("wakes with the caller's reason, before and while it sleeps, and leaves no listener", async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error("while"));
    await expect(sleeping).rejects.toThrow("while");
    const other = new AbortController();
    await systemClock.sleep(1, other.signal);
    expect(getEventListeners(other.signal, "abort")).toHaveLength(0);
  });

  it("adds no listener to the signal that all requests share", async () => {
    const sleeping = Array.from({ length: 20 }, () => systemClock.sleep(5, never()));
    expect(getEventListeners(never(), "abort")).toHaveLength(0);
    await Promise.all(sleeping);
  });
});
