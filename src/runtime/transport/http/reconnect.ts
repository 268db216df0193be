const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** The answer to a call may be on the stream: it has to come before its deadline. */
const LONGEST_RETRY_MS = 60_000;
/** A server that wants no pause gets a short one. */
const SHORTEST_MS = 20;

/**
 * Decides how long to wait before a stream that ended is requested again. A server that ends every stream normally would be
 * asked without a pause, so each end without an event doubles the wait. The server's own value (`retry:`) is the wait after
 * an event, and else a lower limit; it counts as one minute at most.
 */
export class Reconnection {
  #ends = 0;

  /** @param progressed whether an event came since the last end */
  waitMs(progressed: boolean, given?: number): number {
    const retryMs = given === undefined ? undefined : Math.min(given, LONGEST_RETRY_MS);
    this.#ends = progressed ? 1 : this.#ends + 1;
    if (progressed && retryMs !== undefined) return Math.max(retryMs, SHORTEST_MS);
    return Math.max(retryMs ?? 0, Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#ends - 1)));
  }
}
