let signal: AbortSignal | undefined;

/**
 * Returns the signal that never aborts, for requests without a signal of their own. Created on first use: workers forbid it at
 * import.
 */
export function never(): AbortSignal {
  return (signal ??= new AbortController().signal);
}
