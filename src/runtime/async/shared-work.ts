import { onAbort } from "./on-abort.js";

/**
 * Work that several callers wait for. Each can leave by its own signal without affecting the others; when the last one leaves,
 * the work is aborted with that caller's reason.
 */
export class SharedWork<T> {
  /** The outcome of the work, no matter who still waits. Its rejection is handled, so that callers need not do it. */
  readonly result: Promise<T>;
  readonly #controller = new AbortController();
  readonly #outlives: (reason: unknown) => boolean;
  #waiting = 0;

  /** @param outlives whether the work goes on without callers if the last one left for this reason. Default: never */
  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    outlives: (reason: unknown) => boolean = () => false,
  ) {
    this.#outlives = outlives;
    this.result = work(this.#controller.signal);
    this.result.catch(() => undefined);
  }

  /** The work was abandoned and may still be cleaning up: new callers must not join. */
  get aborted(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Resolves to the result. Rejects as soon as `signal` or the work is aborted, with that reason: what the work then undoes is
   * not waited for.
   */
  wait(signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const release = onAbort(signal, () => {
        reject(signal.reason as Error);
        if (--this.#waiting === 0 && !this.#outlives(signal.reason)) this.abort(signal.reason);
      });
      const undone = onAbort(this.#controller.signal, () => reject(this.#controller.signal.reason as Error));
      this.result.then(resolve, reject).finally(() => (release(), undone()));
    });
  }

  /** Ends the work for all callers. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }
}
