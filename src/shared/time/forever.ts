/** The longest time that a timer takes, in milliseconds: a longer one would fire at once. */
export const FOREVER_MS = 2 ** 31 - 1;
