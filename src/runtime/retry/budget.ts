/** Token bucket of gRPC A6: a limit on how much retries may add to a server's load. */
export interface RetryBudgetOptions {
  /** Tokens of a full bucket. Default 10. Retries are allowed while more than half are left. */
  readonly maxTokens: number;
  /** Tokens that a success puts back. Default 0.1: in the long run one retry for ten successes. */
  readonly refill: number;
}

export const defaultBudget: RetryBudgetOptions = { maxTokens: 10, refill: 0.1 };

/**
 * One per server, shared by all its requests. A failure takes a token, a success puts `refill` back: in an outage
 * the bucket is soon half empty, retries stop, and the server sees each call once.
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
   * Counts a failure that could be retried; `true`: it may be.
   *
   * @param incident what many requests failed of at once, such as the end of the process that served them: counts once
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
