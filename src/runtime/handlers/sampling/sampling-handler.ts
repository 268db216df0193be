import type {
  CreateMessageRequestParams,
  CreateMessageResult,
  CreateMessageResultWithTools,
  SamplingMessage,
} from "@modelcontextprotocol/client";
import type { HandlerContext } from "../../connection/handlers.js";

export type { CreateMessageRequestParams, SamplingMessage };

/** What a sampling handler may answer: a text (of role `assistant`), or a whole result of the MCP specification. */
export type SamplingAnswer = string | CreateMessageResult | CreateMessageResultWithTools;

/**
 * Answers a server that asks for a completion of a language model (MCP specification, "Sampling").
 *
 * @param messages the conversation so far
 * @param params the whole request: `systemPrompt`, `maxTokens`, `modelPreferences`, `tools` …
 * @param context who asks, and the signal that ends with the request
 */
export type SamplingHandler = (
  messages: readonly SamplingMessage[],
  params: CreateMessageRequestParams,
  context: HandlerContext,
) => SamplingAnswer | Promise<SamplingAnswer>;
