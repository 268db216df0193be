import type {
  CreateMessageRequestParams,
  CreateMessageResult,
  CreateMessageResultWithTools,
  SamplingMessage,
} from "@modelcontextprotocol/client";
import type { HandlerContext } from "../../connection/connection-handlers.js";

export type { CreateMessageRequestParams, SamplingMessage };

/** What a sampling handler may return: a string (of role `assistant`), or a complete result of the MCP specification. */
export type SamplingAnswer = string | CreateMessageResult | CreateMessageResultWithTools;

/**
 * Answers a server's request for a completion of a language model (MCP specification, "Sampling").
 *
 * @param messages the conversation so far
 * @param params the whole request: `systemPrompt`, `maxTokens`, `modelPreferences`, `tools` …
 * @param context the server, and a signal that is aborted when the request ends
 */
export type SamplingHandler = (
  messages: readonly SamplingMessage[],
  params: CreateMessageRequestParams,
  context: HandlerContext,
) => SamplingAnswer | Promise<SamplingAnswer>;
