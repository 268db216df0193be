/** The longest time that a timer takes, in milliseconds: a longer one would fire at once. */
export const FOREVER_MS = 2 ** 31 - 1;

/** Returns a time as a timer can take it: a longer one counts as the longest. */
export function timerMs(ms: number): number {
  return Math.min(ms, FOREVER_MS);
}
