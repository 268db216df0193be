import { onAbort } from "../async/on-abort.js";

/** Somebody who waits for a slot. */
interface Waiter {
  readonly enter: () => void;
  left: boolean;
}

/**
 * A fixed number of slots and a bounded line in front of them, first come first served. Who leaves the line (by abort)
 * costs nothing to those behind.
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

  /** Takes a free slot, if there is one and nobody waits for it. */
  tryEnter(): boolean {
    if (this.#used >= this.#concurrency) return false;
    this.#used++;
    return true;
  }

  get full(): boolean {
    return this.#waiting >= this.#limit;
  }

  /** Waits for a slot; rejects with the signal's reason, and takes none, when aborted before. */
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

  /** Gives the slot to the next in line, or frees it. */
  leave(): void {
    const next = this.#next();
    if (next === undefined) this.#used--;
    else next.enter();
  }

  #next(): Waiter | undefined {
    while (this.#head < this.#line.length) {
      const waiter = this.#line[this.#head++];
      // Cut what has been served once it is most of the array: amortised constant time, and no growth.
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
