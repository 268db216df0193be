import { host } from "../platform/host.js";

/**
 * Calls a function of the program whose failure is nothing to whoever calls it: what it throws, at once or later, goes to
 * `onError`.
 */
export function callSafely(call: () => unknown, onError: (error: unknown) => void): void {
  try {
    const result = call();
    if (isThenable(result)) Promise.resolve(result).then(undefined, onError);
  } catch (error) {
    onError(error);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Reports what `name` threw as a warning of the process, where there are no events to report it with. */
export function warnOf(name: string): (error: unknown) => void {
  return (error) => host.warn(`${name} threw: ${String(error)}`, "FmcpListenerWarning");
}
