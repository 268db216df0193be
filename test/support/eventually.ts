import { vi } from "vitest";

/** Waits until `check` throws no more. A machine that was paused meanwhile takes long; one where it never happens fails all the same. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 });
}
