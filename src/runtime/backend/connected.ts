import { timerMs } from "../../shared/time/forever.js";
import { checkNumbers } from "../async/check-numbers.js";
import { onAbort } from "../async/on-abort.js";
import type { Session } from "../connection/session.js";
import { expired } from "../layers/deadline-layer.js";
import type { Requester } from "./requester.js";

interface Timed {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** A session, and the options with the remaining time of their deadline. */
export interface Connected<O> {
  readonly session: Session;
  readonly left: O;
}

/**
 * Connects if necessary, within the deadline of the operation; without a deadline, the limit for connecting applies. `method`
 * names the operation in the error.
 *
 * @throws {TimeoutError} the deadline passed while the connection was being opened
 */
export async function connected<O extends Timed>(
  requester: Requester,
  method: string,
  options: O,
): Promise<Connected<O>> {
  checkNumbers(options);
  const { signal, timeoutMs } = options;
  if (!timeoutMs) return { session: await requester.session(signal), left: options };
  const started = performance.now();
  const abort = new AbortController();
  const release = onAbort(signal, () => abort.abort(signal?.reason));
  const traits = { repeatable: true, timeoutMs };
  const expire = (): void => abort.abort(expired({ method, params: {}, traits }, requester));
  const timer = setTimeout(expire, timerMs(timeoutMs));
  try {
    if (signal?.aborted) throw signal.reason;
    const session = await requester.session(abort.signal);
    const spentMs = performance.now() - started;
    return { session, left: { ...options, timeoutMs: Math.max(1, Math.ceil(timeoutMs - spentMs)) } };
  } finally {
    clearTimeout(timer);
    release();
  }
}
