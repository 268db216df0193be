import { standingTimer } from "../async/answer-time.js";
import { never } from "../async/never.js";
import { show } from "../../shared/text/show.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { ProgressHandler } from "../connection/connection-handlers.js";
import type { Clock } from "../async/clock.js";
import type { Handler, Layer, LayerContext, LayerRequest, RequestTraits } from "./layer.js";

/**
 * Ends a request at its deadline, and always releases its timer and listener.
 *
 * @param keptBelow the handlers below enforce the deadline in the context, and wait in `untilDeadline`. A signal and a timer
 * per request cost more than all other layers together, so none are created if the caller gave no signal
 */
export function deadlineLayer(clock: Clock, keptBelow = false): Layer {
  return (next) => (request, context) => {
    const { timeoutMs = 0, resetTimeoutOnProgress = false } = request.traits;
    if (timeoutMs <= 0) return next(request, context);
    if (keptBelow && context.signal === never() && !resetTimeoutOnProgress) {
      return next(request, { ...context, deadline: clock.now() + timeoutMs });
    }
    return withSignal(clock, next, request, context, timeoutMs);
  };
}

/** Runs a wait with a signal that is aborted at the deadline, even if the request has no signal. */
export async function untilDeadline<T>(
  clock: Clock,
  request: LayerRequest,
  context: LayerContext,
  wait: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (context.signal !== never() || context.deadline === undefined) return wait(context.signal);
  const abort = new AbortController();
  const expire = (): void => abort.abort(expired(request, context));
  const leftMs = context.deadline - clock.now();
  const stop = standingTimer(leftMs, expire, clock.now, context.answerTime);
  try {
    return await wait(abort.signal);
  } finally {
    stop();
  }
}

async function withSignal(
  clock: Clock,
  next: Handler,
  request: LayerRequest,
  context: LayerContext,
  timeoutMs: number,
): Promise<unknown> {
  const { resetTimeoutOnProgress = false } = request.traits;
  if (context.signal.aborted) throw context.signal.reason;
  const abort = new AbortController();
  const onAbort = (): void => abort.abort(context.signal.reason);
  if (context.signal !== never()) context.signal.addEventListener("abort", onAbort, { once: true });
  const expire = (): void => abort.abort(expired(request, context));
  const start = (ms: number): (() => void) => standingTimer(ms, expire, clock.now, context.answerTime);
  let stop = start(timeoutMs);
  const end = clock.now() + timeoutMs;
  try {
    if (!resetTimeoutOnProgress)
      return await next(request, { ...context, signal: abort.signal, deadline: end });
    const { onProgress, maxTotalTimeoutMs } = request.traits;
    const last = maxTotalTimeoutMs === undefined ? Infinity : clock.now() + maxTotalTimeoutMs;
    const again: ProgressHandler = (progress) => {
      stop();
      stop = start(Math.min(timeoutMs, last - clock.now()));
      onProgress?.(progress);
    };
    const traits: RequestTraits = { ...request.traits, onProgress: again };
    return await next(
      { ...request, traits },
      { ...context, signal: abort.signal, ...(last < Infinity && { deadline: last }) },
    );
  } finally {
    stop();
    context.signal.removeEventListener("abort", onAbort);
  }
}

/** Makes the error of a request that reached its deadline. */
export function expired(request: LayerRequest, { server }: Pick<LayerContext, "server">): TimeoutError {
  const { subject, timeoutMs = 0 } = request.traits;
  const about = subject === undefined ? request.method : `${request.method} "${show(subject)}"`;
  return new TimeoutError(`${about} on "${show(server)}" timed out after ${timeoutMs} ms.`, timeoutMs, {
    server,
    subject,
  });
}
