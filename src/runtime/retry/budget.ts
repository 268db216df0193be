/** Token bucket of gRPC A6: limits how much retries may add to a server's load. */
export interface RetryBudgetOptions {
  /** Tokens of a full bucket. Retries are allowed while more than half are left. Default 10. */
  readonly maxTokens: number;
  /** Tokens that a success returns. Default 0.1: in the long run, one retry per ten successes. */
  readonly refill: number;
}

export const defaultBudget: RetryBudgetOptions = { maxTokens: 10, refill: 0.1 };

/**
 * The retry budget of one server, shared by all its requests. A failure takes a token, a success returns `refill`: in an
 * outage, the bucket is soon half empty, retries stop, and the server gets each call once.
 */
export class RetryBudget {
  readonly #options: RetryBudgetOptions;
  readonly #incidents = new WeakMap<object, boolean>();
  #tokens: number;

  constructor(options: RetryBudgetOptions = defaultBudget) {
    this.#options = options;
    this.#tokens = options.maxTokens;
  }

  get tokens(): number {
    return this.#tokens;
  }

  succeeded(): void {
    this.#tokens = Math.min(this.#options.maxTokens, this.#tokens + this.#options.refill);
  }

  /**
   * Counts a failure that could be retried; returns whether it may be.
   *
   * @param incident a common cause of many failures, such as the end of the server process: counts once
   */
  failed(incident?: object): boolean {
    const known = incident === undefined ? undefined : this.#incidents.get(incident);
    if (known !== undefined) return known;
    this.#tokens = Math.max(0, this.#tokens - 1);
    const allowed = this.#tokens > this.#options.maxTokens / 2;
    if (incident !== undefined) this.#incidents.set(incident, allowed);
    return allowed;
  }
}
