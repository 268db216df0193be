const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * Decides how long to wait before a stream that ended is requested again. A server that ends every stream normally would be
 * asked without a pause, so each end without an event doubles the wait. The server's own value (`retry:`) is a lower limit.
 */
export class Reconnection {
  #ends = 0;

  /** @param progressed whether an event came since the last end */
  waitMs(progressed: boolean, retryMs = 0): number {
    this.#ends = progressed ? 1 : this.#ends + 1;
    return Math.max(retryMs, Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#ends - 1)));
  }
}
