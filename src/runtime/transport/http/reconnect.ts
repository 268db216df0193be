const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * How long to wait before a stream that ended is asked for again. A server that ends every stream politely would be asked without
 * a pause: each ending without an event doubles the wait. The server's own wish (`retry:`) is a lower bound.
 */
export class Reconnection {
  #ends = 0;

  /** @param progressed whether an event came since the last ending */
  waitMs(progressed: boolean, retryMs = 0): number {
    this.#ends = progressed ? 1 : this.#ends + 1;
    return Math.max(retryMs, Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#ends - 1)));
  }
}
