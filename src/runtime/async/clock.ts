import { onAbort } from "./on-abort.js";

/** Time as policies see it, so that tests can turn the hands. */
export interface Clock {
  /** Milliseconds since the epoch that never run backwards within a process, so that stores may be shared by several. */
  now(): number;
  /**
   * Resolves after `ms`, or rejects with `signal.reason` as soon as it is aborted. `"background"`: nobody waits for the
   * end of it (health checks, polling), so it does not keep the process alive.
   */
  sleep(ms: number, signal?: AbortSignal, kind?: "background"): Promise<void>;
}

const { timeOrigin } = performance;

/** The clock of the machine. */
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
    }, ms);
    if (kind === "background") timer.unref?.();
    const release = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    });
  });
}
