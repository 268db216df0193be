/** Delays between attempts. */
export interface BackoffOptions {
  /** Upper limit of the first delay in milliseconds; doubles with every attempt. Default 250. */
  readonly baseDelayMs: number;
  /** Upper limit of every delay in milliseconds. Default 8000. */
  readonly maxDelayMs: number;
}

/**
 * Returns a delay with full jitter: uniform between 0 and `min(maxDelayMs, baseDelayMs · 2^(attempt - 1))`, so that clients
 * that failed together do not retry together.
 *
 * @param attempt number of the failed attempt, from 1
 */
export function backoffDelay(attempt: number, options: BackoffOptions, random: () => number): number {
  return random() * Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempt - 1));
}
