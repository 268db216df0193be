export { type AiSdkTool, type AiSdkTools, aiSdkTools } from "./agents/adapters/ai-sdk.js";
export {
  type AnthropicTool,
  type AnthropicToolResult,
  type AnthropicTools,
  anthropicTools,
} from "./agents/adapters/anthropic.js";
export type { Approval } from "./agents/adapters/approval.js";
export { type GoogleTools, googleTools } from "./agents/adapters/google.js";
export { type LangChainToolMaker, langchainTools } from "./agents/adapters/langchain.js";
export { type MastraOptions, type MastraTool, mastraTools } from "./agents/adapters/mastra.js";
export { type OpenAiAgentTool, openaiAgentsTools } from "./agents/adapters/openai-agents.js";
export { type OpenAiChatTools, openaiChatTools } from "./agents/adapters/openai-chat.js";
export {
  type OpenAiOptions,
  type OpenAiResponsesTools,
  openaiResponsesTools,
} from "./agents/adapters/openai-responses.js";
export { callsOf, type SandboxCalls, type SandboxOptions } from "./agents/sandbox/calls.js";
export { declarationsOf } from "./agents/sandbox/declarations.js";
export type { Answer, AnswerPart } from "./agents/answers/answer.js";
export type { ToolChoice } from "./tools/choose.js";
export type { AgentOptions, Offer, OfferedTool, SchemaLoss } from "./agents/offer/offer.js";
export { offerTools } from "./agents/offer/offer.js";
export type { ProviderLimits, ProviderProfile } from "./agents/schema/profile.js";
export { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "./agents/schema/profiles.js";
export { type ToolSchema, toolSchema } from "./agents/schema/tool-schema.js";
export { toolsOf } from "./tools/callable-tools.js";
export type { LiveClient, ToolSource, WithTools } from "./tools/tool-source.js";
export type { CallableTool, ToolHints, ToolInfo } from "./tools/tool-info.js";
