import { AnswerTime } from "../async/answer-time.js";
import { callSafely } from "../async/call-safely.js";
import type { JsonObject } from "../../shared/json/json.js";
import { normalJson } from "../../shared/json/normal-json.js";
import type { ClientHandlers, LogMessage, RootsHandler } from "../connection/connection-handlers.js";
import { toElicitation } from "./elicitation/elicitation.js";
import type { HandlerOptions } from "./handler-options.js";
import { Overhearing } from "./overheard.js";
import { toRoots } from "./roots/roots.js";
import { toSampling } from "./sampling/sampling.js";

/**
 * Converts the user's handlers for a connection. Errors of a listener go to `report` and have no other effect.
 *
 * @throws {ConfigurationError} for a root that no server could use
 */
export function toClientHandlers(
  options: HandlerOptions,
  report: (error: unknown) => void,
  server: string,
  time: AnswerTime = new AnswerTime(),
  overhearing: Overhearing = new Overhearing(),
): ClientHandlers {
  const context = { server };
  const { onLog, onProgress, onMessage, sampling, elicitation, roots } = options;
  return {
    ...(onLog && { onLog: overheardLog(isolated(onLog, report), overhearing) }),
    ...(onProgress && { onProgress: isolated((progress) => onProgress(progress, context), report) }),
    ...(onMessage && { onMessage: isolated((message) => onMessage(message, context), report) }),
    ...(sampling && {
      sampling: timed(overheard("sampling/createMessage", toSampling(sampling), overhearing), time),
    }),
    ...(elicitation && {
      elicitation: timed(overheard("elicitation/create", toElicitation(elicitation), overhearing), time),
    }),
    ...(roots && { roots: timedRoots(toRoots(roots), time) }),
  };
}

function overheardLog(listener: (message: LogMessage) => void, overhearing: Overhearing) {
  return (message: LogMessage): void => {
    const { level, logger, data } = message;
    overhearing.tell(() => ({ kind: "log", message: normalJson({ level, logger, data }) as JsonObject }));
    listener(message);
  };
}

function overheard<P, C, R, H extends { handle(params: P, context: C): Promise<R> }>(
  method: "elicitation/create" | "sampling/createMessage",
  handler: H,
  overhearing: Overhearing,
): H {
  return {
    ...handler,
    handle: async (params: P, context: C) => {
      const result = await handler.handle(params, context);
      overhearing.tell(() => {
        const [asked, answered] = [normalJson(params) as JsonObject, normalJson(result) as JsonObject];
        return { kind: "asked", method, params: asked, result: answered };
      });
      return result;
    },
  };
}

/** Pauses the deadlines of calls while a handler answers. */
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
