/** The limit of an attempt to connect, which is paused while a person logs in. */
export class ConnectTimer {
  readonly #expire: () => void;
  #limitMs: number;
  #usedMs = 0;
  /** `undefined`: it is paused. */
  #startedAt: number | undefined;
  #pending: () => Promise<void> | undefined = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param limitMs 0: no limit */
  constructor(limitMs: number, expire: () => void) {
    this.#limitMs = orNone(limitMs);
    this.#expire = expire;
    this.resume();
  }

  /** The remaining time; `Infinity` without a limit. */
  get leftMs(): number {
    const runningMs = this.#startedAt === undefined ? 0 : performance.now() - this.#startedAt;
    return Math.max(0, this.#limitMs - this.#usedMs - runningMs);
  }

  /**
   * Sets the work that the limit does not count, such as a login: if it is under way when the limit is reached, the limit
   * starts again after it.
   */
  standStillFor(pending: () => Promise<void> | undefined): void {
    this.#pending = pending;
  }

  /** Sets another limit, counted from the start. 0: none. */
  limitTo(limitMs: number): void {
    const running = this.#startedAt !== undefined;
    this.pause();
    this.#limitMs = orNone(limitMs);
    if (running) this.resume();
  }

  pause(): void {
    if (this.#startedAt === undefined) return;
    clearTimeout(this.#timer);
    this.#usedMs += performance.now() - this.#startedAt;
    this.#startedAt = undefined;
  }

  resume(): void {
    if (this.#startedAt !== undefined) return;
    this.#startedAt = performance.now();
    if (this.leftMs !== Infinity) this.#timer = setTimeout(() => this.#end(), timerMs(this.leftMs));
  }

  /** Ends the timer: it no longer expires. */
  end(): void {
    this.pause();
    this.#limitMs = Infinity;
  }

  #end(): void {
    const work = this.#pending();
    if (work === undefined) return this.#expire();
    this.#startedAt = undefined;
    this.#usedMs = 0;
    void work.then(() => this.resume());
  }
}

/** Converts a limit of 0 to none. */
function orNone(limitMs: number): number {
  return limitMs > 0 ? limitMs : Infinity;
}
import { timerMs } from "../../shared/time/forever.js";
