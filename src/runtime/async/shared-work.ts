import { onAbort } from "./on-abort.js";

/**
 * Work that several callers wait for. Each of them can leave by its own signal, which is nothing to the others; when the last one
 * has left, the work is aborted with that one's reason.
 */
export class SharedWork<T> {
  /** What becomes of the work, whoever still waits. Handled, so that nobody has to. */
  readonly result: Promise<T>;
  readonly #controller = new AbortController();
  readonly #outlives: (reason: unknown) => boolean;
  #waiting = 0;

  /** @param outlives whether the work goes on although nobody waits, where the last one left for this reason. Default never */
  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    outlives: (reason: unknown) => boolean = () => false,
  ) {
    this.#outlives = outlives;
    this.result = work(this.#controller.signal);
    this.result.catch(() => undefined);
  }

  /** It was given up and may still be undoing what it did: who comes now must not join. */
  get aborted(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The result, or the reason of `signal` as soon as it is aborted. */
  wait(signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const release = onAbort(signal, () => {
        reject(signal.reason as Error);
        if (--this.#waiting === 0 && !this.#outlives(signal.reason)) this.abort(signal.reason);
      });
      this.result.then(resolve, reject).finally(release);
    });
  }

  /** Ends the work for all. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }
}
