export { answerForm, type FormHandler, type FormSchema } from "./elicitation/answer-form.js";
export { elicitInTerminal, type TerminalOptions } from "./elicitation/elicit-in-terminal.js";
export { cancel, decline } from "./elicitation/decision.js";
export type {
  ElicitationAnswer,
  ElicitationDecision,
  ElicitationHandler,
  ElicitationRequest,
  FormElicitation,
  UrlElicitation,
} from "./elicitation/elicitation-handler.js";
export type { ElicitationOptions } from "./elicitation/elicitation.js";
export type { HandlerOptions } from "./handler-options.js";
export type { RootLike, RootsOption } from "./roots/roots.js";
export {
  type AnthropicClient,
  anthropicSampling,
  type AnthropicSamplingOptions,
} from "./sampling/anthropic.js";
export { type GoogleClient, googleSampling, type GoogleSamplingOptions } from "./sampling/google.js";
export { type OpenAiClient, openaiSampling, type OpenAiSamplingOptions } from "./sampling/openai.js";
export type { SamplingOptions } from "./sampling/sampling.js";
export type { SamplingAnswer, SamplingHandler } from "./sampling/sampling-handler.js";
