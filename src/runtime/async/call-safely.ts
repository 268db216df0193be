import { readable } from "../../shared/text/reason.js";
import { host } from "../platform/host.js";

/** Calls a function of the program without passing its failure to the caller: what it throws or rejects with goes to `onError`. */
export function callSafely(call: () => unknown, onError: (error: unknown) => void): void {
  try {
    const result = call();
    if (isThenable(result))
      Promise.resolve(result).then(undefined, (error: unknown) => onError(readable(error)));
  } catch (error) {
    onError(readable(error));
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Returns a function that reports errors of `name` as a process warning, for places without events. */
export function warnOf(name: string): (error: unknown) => void {
  return (error) => host.warn(`${name} threw: ${String(error)}`, "FmcpListenerWarning");
}
