import { AnswerTime } from "../async/answer-time.js";
import { callSafely } from "../async/call-safely.js";
import type { ClientHandlers, RootsHandler } from "../connection/handlers.js";
import { toElicitation } from "./elicitation/elicitation.js";
import type { HandlerOptions } from "./handler-options.js";
import { toRoots } from "./roots/roots.js";
import { toSampling } from "./sampling/sampling.js";

/**
 * The handlers that a connection calls, made of what a user writes. A listener that throws or rejects is given to `report`
 * and hurts nobody else.
 *
 * @throws {ConfigurationError} for a root that no server could use
 */
export function toClientHandlers(
  options: HandlerOptions,
  report: (error: unknown) => void,
  server: string,
  time: AnswerTime = new AnswerTime(),
): ClientHandlers {
  const context = { server };
  const { onLog, onProgress, onMessage, sampling, elicitation, roots } = options;
  return {
    ...(onLog && { onLog: isolated(onLog, report) }),
    ...(onProgress && { onProgress: isolated((progress) => onProgress(progress, context), report) }),
    ...(onMessage && { onMessage: isolated((message) => onMessage(message, context), report) }),
    ...(sampling && { sampling: timed(toSampling(sampling), time) }),
    ...(elicitation && { elicitation: timed(toElicitation(elicitation), time) }),
    ...(roots && { roots: timedRoots(toRoots(roots), time) }),
  };
}

/** Deadlines of calls stand while a handler answers. */
function timed<P, C, R, H extends { handle(params: P, context: C): Promise<R> }>(
  handler: H,
  time: AnswerTime,
): H {
  return {
    ...handler,
    handle: (params: P, context: C) => time.during(() => handler.handle(params, context)),
  };
}

function timedRoots(handler: RootsHandler, time: AnswerTime): RootsHandler {
  return { list: (context) => time.during(() => handler.list(context)) };
}

function isolated<T>(listener: (value: T) => unknown, report: (error: unknown) => void): (value: T) => void {
  return (value) => callSafely(() => listener(value), report);
}
