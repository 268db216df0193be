import { show } from "../../shared/text/show.js";
import type { ProgressHandler } from "../connection/connection-handlers.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Clock } from "../async/clock.js";
import { endOfAttempt } from "./attempt-end.js";
import { expired } from "./deadline-layer.js";
import type { Layer, LayerContext, LayerRequest, RequestTraits } from "./layer.js";
import { onAbort } from "../async/on-abort.js";

/**
 * Ends one attempt after `timeoutMs`, but not the request: a retry may follow until the deadline. Progress restarts the time of
 * the attempt, never the deadline. An attempt that was ended may have run: its outcome counts as `unknown`.
 */
export function attemptTimeoutLayer(timeoutMs: number, clock: Clock): Layer {
  return (next) => async (request, context) => {
    const { deadline = Infinity, signal } = context;
    if (deadline - clock.now() <= timeoutMs) return next(request, context);
    const attempt = new AbortController();
    const release = onAbort(signal, () => attempt.abort(signal.reason));
    let timer = new AbortController();
    const start = (): void => {
      timer.abort();
      timer = new AbortController();
      const waitMs = Math.min(timeoutMs, deadline - clock.now());
      clock.sleep(waitMs, timer.signal).then(
        () =>
          attempt.abort(
            waitMs < timeoutMs
              ? expired(request, context)
              : endOfAttempt(tooLong(request, context, timeoutMs)),
          ),
        () => undefined,
      );
    };
    start();
    try {
      return await next(withProgress(request, start), { ...context, signal: attempt.signal });
    } finally {
      timer.abort();
      release();
    }
  };
}

function withProgress(request: LayerRequest, onAny: () => void): LayerRequest {
  const { onProgress } = request.traits;
  if (onProgress === undefined) return request;
  const told: ProgressHandler = (progress) => {
    onAny();
    onProgress(progress);
  };
  const traits: RequestTraits = { ...request.traits, onProgress: told };
  return { ...request, traits };
}

function tooLong({ method, traits }: LayerRequest, context: LayerContext, timeoutMs: number): TimeoutError {
  const { server, attempt } = context;
  const about = traits.subject === undefined ? method : `${method} "${show(traits.subject)}"`;
  return new TimeoutError(
    `Attempt ${attempt} of ${about} on "${show(server)}" took longer than ${timeoutMs} ms (\`retry.attemptTimeoutMs\`).`,
    timeoutMs,
    { server, subject: traits.subject },
  );
}
