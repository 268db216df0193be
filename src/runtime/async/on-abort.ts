import { setMaxListeners } from "../platform/listeners.js";
import { never } from "./never.js";

const nothing = (): void => undefined;

/**
 * Calls `listener` when `signal` is aborted; returns a function that removes it. The signal that never aborts gets no listener:
 * all requests share it, so listeners would pile up.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined || signal === never()) return nothing;
  shared(signal).addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

const known = new WeakSet<AbortSignal>();

/** Lets one signal end any number of requests: Node.js otherwise warns of a leak above ten listeners. */
export function shared(signal: AbortSignal): AbortSignal {
  if (!known.has(signal)) {
    known.add(signal);
    // Not 0: Node 20 cannot report that value, and undici reads it.
    setMaxListeners(Infinity, signal);
  }
  return signal;
}
