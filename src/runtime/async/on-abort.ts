import { NEVER } from "./never.js";

const nothing = (): void => undefined;

/**
 * Calls `listener` when `signal` is aborted; returns what takes it back. The signal that never is aborted gets no
 * listener: all requests share it, and they would pile up on it.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined || signal === NEVER) return nothing;
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}
