export { type AiSdkOutput, type AiSdkSchema, type AiSdkTool, aiSdkTools } from "./adapters/ai-sdk.js";
export {
  type AnthropicTool,
  type AnthropicToolResult,
  type AnthropicTools,
  anthropicTools,
} from "./adapters/anthropic.js";
export type { Approval } from "./adapters/approval.js";
export { type GoogleTools, googleTools } from "./adapters/google.js";
export { type LangChainToolMaker, langchainTools } from "./adapters/langchain.js";
export { mastraTools } from "./adapters/mastra.js";
export { type OpenAiAgentTool, openaiAgentsTools } from "./adapters/openai-agents.js";
export { type OpenAiChatTools, openaiChatTools } from "./adapters/openai-chat.js";
export {
  type OpenAiOptions,
  type OpenAiResponsesTools,
  openaiResponsesTools,
} from "./adapters/openai-responses.js";
export type { Answer, AnswerPart } from "./answers/answer.js";
export type { ToolChoice } from "./offer/choose.js";
export type { AgentOptions, Offer, OfferedTool, SchemaLoss } from "./offer/offer.js";
export { offerTools } from "./offer/offer.js";
export type { ProviderLimits, ProviderProfile } from "./schema/profile.js";
export { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "./schema/profiles.js";
export { type ToolSchema, toolSchema } from "./schema/tool-schema.js";
export { type LiveClient, type ToolCatalogue, type ToolSource, toolsOf, type WithTools } from "./source.js";
export type { CallableTool, ToolHints, ToolInfo } from "./tool.js";
