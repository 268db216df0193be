let signal: AbortSignal | undefined;

/** The signal that is never aborted: for requests whose caller gave none. Made on first use: workers make none at import. */
export function never(): AbortSignal {
  return (signal ??= new AbortController().signal);
}
