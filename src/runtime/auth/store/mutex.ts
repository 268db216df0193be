import { abortable } from "../../async/abortable.js";

/** First come, first served, within this process. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Resolves to the release once everybody before has released. Leaves the queue when `signal` aborts. */
  async acquire(signal?: AbortSignal): Promise<() => void> {
    const before = this.#tail;
    let release = (): void => {};
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    try {
      await abortable(before, signal);
    } catch (error) {
      void before.then(release);
      throw error;
    }
    return release;
  }
}
