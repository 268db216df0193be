import { checkNumbers } from "../async/check-numbers.js";
import type { Clock } from "../async/clock.js";

/** When to poll again. */
export interface ScheduleOptions {
  /** Time between rounds in milliseconds, varied by up to a tenth; at least 1000. Default 5000. */
  readonly intervalMs?: number;
}

/** Shortest interval: a server's time to live does not ask for more, and neither do we. */
export const minimumIntervalMs = 1_000;

/** Waits until `ring` is called or the next round is due, counted from the end of the last one. */
export class Schedule {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(options: ScheduleOptions, clock: Clock, random: () => number) {
    checkNumbers(options);
    this.#intervalMs = Math.max(minimumIntervalMs, options.intervalMs ?? 5_000);
    this.#clock = clock;
    this.#random = random;
  }

  /** Ends the wait, or skips the next one. */
  readonly ring = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  /** @param timed false: only `ring` ends the wait */
  async wait(signal: AbortSignal, timed: boolean): Promise<void> {
    signal.throwIfAborted();
    if (!this.#rung) await this.#sleep(signal, timed);
    this.#rung = false;
    this.#wake = undefined;
  }

  async #sleep(signal: AbortSignal, timed: boolean): Promise<void> {
    const over = new AbortController();
    const onAbort = (): void => over.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const rung = new Promise<void>((resolve) => (this.#wake = resolve));
    // Without a time, wait for a day, which needs no second way to wait.
    const ms = timed ? this.#intervalMs * (0.9 + 0.2 * this.#random()) : 24 * 60 * 60 * 1000;
    const slept = this.#clock.sleep(ms, over.signal);
    try {
      await Promise.race([rung, slept]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      over.abort();
      slept.catch(() => undefined);
    }
  }
}
