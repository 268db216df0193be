import { abortable } from "../../async/abortable.js";

/** A lock within this process, first come, first served. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Waits until all earlier holders have released; resolves to the release function. Leaves the queue when `signal` aborts. */
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
