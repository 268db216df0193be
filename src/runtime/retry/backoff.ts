/** How long to wait before the next attempt. */
export interface BackoffOptions {
  /** Upper bound of the first delay in milliseconds; it doubles with every attempt. Default 250. */
  readonly baseDelayMs: number;
  /** Upper bound of every delay in milliseconds. Default 8000. */
  readonly maxDelayMs: number;
}

/**
 * Full jitter: uniform between 0 and `min(maxDelayMs, baseDelayMs · 2^(attempt - 1))`, so that clients which failed
 * together do not come back together.
 *
 * @param attempt number of the attempt that failed, from 1
 */
export function backoffDelay(attempt: number, options: BackoffOptions, random: () => number): number {
  return random() * Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempt - 1));
}
