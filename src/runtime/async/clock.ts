import { timerMs } from "../../shared/time/forever.js";
import { onAbort } from "./on-abort.js";

/** Source of time, replaced in tests. */
export interface Clock {
  /** Milliseconds since the epoch. Never goes backwards within a process; comparable across processes that share a store. */
  now(): number;
  /**
   * Resolves after `ms`, or rejects with `signal.reason` as soon as it is aborted. `"background"`: nothing waits for it (health
   * checks, polling), so it does not keep the process alive.
   */
  sleep(ms: number, signal?: AbortSignal, kind?: "background"): Promise<void>;
}

const { timeOrigin } = performance;

/** The system clock. */
export const systemClock: Clock = {
  now: () => timeOrigin + performance.now(),
  sleep,
};

function sleep(ms: number, signal?: AbortSignal, kind?: "background"): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(() => {
      release();
      resolve();
    }, timerMs(ms));
    if (kind === "background") timer.unref?.();
    const release = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    });
  });
}
