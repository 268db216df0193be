import { onAbort } from "../async/on-abort.js";

/** A caller that waits for a slot. */
interface Waiter {
  readonly enter: () => void;
  left: boolean;
}

/**
 * A fixed number of slots with a bounded queue, first come, first served. A caller that leaves the queue (by abort) costs
 * nothing to those behind it.
 */
export class Slots {
  readonly #concurrency: number;
  readonly #limit: number;
  #used = 0;
  #line: Waiter[] = [];
  #head = 0;
  #waiting = 0;

  constructor(concurrency: number, limit: number) {
    this.#concurrency = concurrency;
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a free slot, if there is one and no caller waits for it. */
  tryEnter(): boolean {
    if (this.#used >= this.#concurrency) return false;
    this.#used++;
    return true;
  }

  get full(): boolean {
    return this.#waiting >= this.#limit;
  }

  /** Waits for a slot; if aborted first, rejects with the signal's reason and takes none. */
  enter(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const release = onAbort(signal, () => {
        waiter.left = true;
        this.#waiting--;
        reject(signal.reason as Error);
      });
      const enter = (): void => {
        release();
        resolve();
      };
      const waiter: Waiter = { enter, left: false };
      this.#line.push(waiter);
      this.#waiting++;
    });
  }

  /** Passes the slot to the next caller in the queue, or frees it. */
  leave(): void {
    const next = this.#next();
    if (next === undefined) this.#used--;
    else next.enter();
  }

  #next(): Waiter | undefined {
    while (this.#head < this.#line.length) {
      const waiter = this.#line[this.#head++];
      // Drops served entries once they are most of the array: amortised constant time, and no growth.
      if (this.#head > 64 && this.#head * 2 > this.#line.length) {
        this.#line = this.#line.slice(this.#head);
        this.#head = 0;
      }
      if (waiter === undefined || waiter.left) continue;
      this.#waiting--;
      return waiter;
    }
    this.#line = [];
    this.#head = 0;
    return undefined;
  }
}
