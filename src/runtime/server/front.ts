import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { HandlerContext, LogMessage } from "../connection/connection-handlers.js";
import { decided } from "../handlers/elicitation/decision.js";
import type { ElicitationDecision, ElicitationRequest } from "../handlers/elicitation/elicitation-handler.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import { isProtocolNotification } from "../extensions/check-extensions.js";
import { passedExtensions } from "./passed-extensions.js";
import type { SamplingAnswer } from "../handlers/sampling/sampling-handler.js";

/** What servers may ask of a client. */
export type QuestionMethod = "elicitation/create" | "sampling/createMessage" | "roots/list";

export interface Question {
  readonly method: QuestionMethod;
  readonly params: JsonObject;
  /** The server's own id of it, if it has one. */
  readonly id: string | undefined;
}

/** The caller, as far as a session behind can reach it. */
export interface Front {
  /** Sends a server's question to the caller; resolves to the protocol's result. */
  ask(question: Question, signal: AbortSignal): Promise<JsonObject>;
  log(message: LogMessage): void;
  /** Sends a notification of an extension. */
  notify(method: string, params: JsonObject): void;
}

/**
 * Makes the handlers of a session behind, which pass everything on to the current caller. Only capabilities that the caller
 * declared are declared to the servers; `own` handles the rest.
 */
export function handlersOf(
  front: () => Front | undefined,
  capabilities: ClientCapabilities,
  own: HandlerOptions = {},
): HandlerOptions {
  const { elicitation, sampling, roots } = capabilities;
  const ask = (method: QuestionMethod, params: JsonObject, { id, signal }: HandlerContext) => {
    const to = front();
    if (to === undefined) throw new Error("No connected caller could answer.");
    return to.ask({ method, params, id: typeof id === "string" ? id : undefined }, signal);
  };
  const forms = elicitation?.form !== undefined || elicitation?.url === undefined;
  return {
    ...own,
    onLog: (message) => {
      front()?.log(message);
      return own.onLog?.(message);
    },
    ...(passedExtensions(capabilities) !== undefined && {
      onMessage: (message, context) => {
        const given = message as { method?: string; id?: unknown; params?: JsonObject };
        if (given.method !== undefined && given.id === undefined && !isProtocolNotification(given.method))
          front()?.notify(given.method, given.params ?? {});
        own.onMessage?.(message, context);
      },
    }),
    ...(elicitation !== undefined && {
      elicitation: {
        modes: [...(forms ? ["form" as const] : []), ...(elicitation.url ? ["url" as const] : [])],
        handler: async (request, context) =>
          decisionOf(await ask("elicitation/create", paramsOf(request), context)),
      },
    }),
    ...(sampling !== undefined && {
      sampling: {
        tools: sampling.tools !== undefined,
        handler: async (_messages, params, context) =>
          (await ask(
            "sampling/createMessage",
            params as unknown as JsonObject,
            context,
          )) as unknown as SamplingAnswer,
      },
    }),
    ...(roots !== undefined && {
      roots: async (context) => {
        const { roots: given } = await ask("roots/list", {}, context);
        return (Array.isArray(given) ? given : []) as unknown as { uri: string; name?: string }[];
      },
    }),
  };
}

function paramsOf(request: ElicitationRequest): JsonObject {
  if (request.mode === "form")
    return { mode: "form", message: request.message, requestedSchema: request.schema };
  const { message, url, elicitationId } = request;
  // 2026-07-28 has no such id
  return { mode: "url", message, url, ...((elicitationId as unknown) !== undefined && { elicitationId }) };
}

function decisionOf({ action, content }: JsonObject): ElicitationDecision {
  if (action === "accept") return decided({ action, ...(isJsonObject(content) && { content }) });
  return decided({ action: action === "decline" ? action : "cancel" });
}
