import type { SamplingHandler as InnerSampling } from "../../connection/handlers.js";
import type { SamplingAnswer, SamplingHandler } from "./sampling-handler.js";

/** A sampling handler with what it can do. */
export interface SamplingOptions {
  readonly handler: SamplingHandler;
  /** Whether servers may hand tools to the model. Default false: strict servers refuse clients that declare what they do not know. */
  readonly tools?: boolean;
}

/** `model` of an answer that is only a text. */
export const TEXT_ANSWER_MODEL = "fmcp-client";

/** What a connection calls, made of what a user writes. */
export function toSampling(option: SamplingHandler | SamplingOptions): InnerSampling {
  const { handler, tools = false } = typeof option === "function" ? { handler: option } : option;
  return {
    capabilities: tools ? { tools: {} } : {},
    handle: async (params, context) => toResult(await handler(params.messages, params, context)),
  };
}

function toResult(answer: SamplingAnswer): object {
  if (typeof answer !== "string") return answer;
  return {
    role: "assistant",
    model: TEXT_ANSWER_MODEL,
    stopReason: "endTurn",
    content: { type: "text", text: answer },
  };
}
