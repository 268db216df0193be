import { setMaxListeners } from "../platform/listeners.js";
import { never } from "./never.js";

const nothing = (): void => undefined;

/**
 * Calls `listener` when `signal` is aborted; returns what takes it back. The signal that never is aborted gets no
 * listener: all requests share it, and they would pile up on it.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined || signal === never()) return nothing;
  shared(signal).addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

const known = new WeakSet<AbortSignal>();

/** One signal may end a thousand requests: Node.js takes more than ten listeners for a leak, and warns. */
export function shared(signal: AbortSignal): AbortSignal {
  if (!known.has(signal)) {
    known.add(signal);
    // Not 0: Node 20 then cannot tell it, and undici asks for it.
    setMaxListeners(Infinity, signal);
  }
  return signal;
}
