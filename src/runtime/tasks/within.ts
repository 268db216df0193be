import { timerMs } from "../../shared/time/forever.js";
import { checkDuration } from "../async/check-numbers.js";
import { anySignal } from "../async/any-signal.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { never } from "../async/never.js";

/** Runs `work` with a signal that aborts with `signal`, or after `timeoutMs` with a `TimeoutError`. 0: no deadline. */
export async function within<T>(
  timeoutMs: number,
  what: { readonly message: string; readonly server: string; readonly subject: string },
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  checkDuration("timeoutMs", timeoutMs);
  if (timeoutMs <= 0) return work(signal ?? never());
  const { message, ...details } = what;
  const abort = new AbortController();
  const expire = (): void => abort.abort(new TimeoutError(message, timeoutMs, details));
  const timer = setTimeout(expire, timerMs(timeoutMs));
  try {
    return await work(signal === undefined ? abort.signal : anySignal([signal, abort.signal]));
  } finally {
    clearTimeout(timer);
  }
}
