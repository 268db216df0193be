import type { SamplingHandler as InnerSampling } from "../../connection/connection-handlers.js";
import type { SamplingAnswer, SamplingHandler } from "./sampling-handler.js";

/** A sampling handler with what it supports. */
export interface SamplingOptions {
  readonly handler: SamplingHandler;
  /**
   * Whether servers may pass tools to the model. Default false: strict servers refuse clients that declare unknown
   * capabilities.
   */
  readonly tools?: boolean;
}

/** `model` of an answer that is just a string. */
export const TEXT_ANSWER_MODEL = "fmcp-client";

/** Converts the user's handler for a connection. */
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
