/** A signal that is never aborted: for requests whose caller gave none. */
export const NEVER: AbortSignal = new AbortController().signal;
