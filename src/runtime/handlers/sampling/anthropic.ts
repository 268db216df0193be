import type {
  CreateMessageRequestParams,
  SamplingMessage,
  SamplingMessageContentBlock,
} from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";
import { blocksOf } from "./blocks.js";
import { chooseModel } from "./model-choice.js";
import { SamplingError } from "./sampling-error.js";
import type { SamplingHandler } from "./sampling-handler.js";

/** The used part of the `@anthropic-ai/sdk` client, as a structural type: the package is not a dependency. */
export interface AnthropicClient {
  readonly messages: {
    create(body: AnthropicRequest, options?: { signal?: AbortSignal }): PromiseLike<AnthropicResponse>;
  };
}

/** The used fields of a message request. */
export interface AnthropicRequest {
  model: string;
  max_tokens: number;
  messages: { role: "user" | "assistant"; content: AnthropicBlock[] }[];
  system?: string;
  temperature?: number;
  stop_sequences?: string[];
  tools?: { name: string; description?: string; input_schema: { type: "object"; [key: string]: unknown } }[];
  tool_choice?: { type: "auto" } | { type: "any" };
}

export type AnthropicImageType = "image/jpeg" | "image/png" | "image/gif" | "image/webp";
export type AnthropicImage = {
  type: "image";
  source: { type: "base64"; media_type: AnthropicImageType; data: string };
};

export type AnthropicToolOutput = { type: "text"; text: string } | AnthropicImage;

export type AnthropicBlock =
  | { type: "text"; text: string }
  | AnthropicImage
  | { type: "tool_use"; id: string; name: string; input: unknown }
  | { type: "tool_result"; tool_use_id: string; is_error?: boolean; content: AnthropicToolOutput[] };

/** The used fields of a message. */
export interface AnthropicResponse {
  readonly model: string;
  readonly stop_reason: string | null;
  readonly content: readonly { readonly type: string }[];
}

/** Options of sampling with an Anthropic client. */
export interface AnthropicSamplingOptions {
  readonly client: AnthropicClient;
  /** Model to use if no hint names one that `knowsModel` accepts. */
  readonly defaultModel: string;
  /** Which of the server's hints may be used. Default: names that start with `claude`. */
  readonly knowsModel?: (model: string) => boolean;
}

/** Answers sampling requests with the Messages API of an Anthropic client. Throws `SamplingError` to the server. */
export function anthropicSampling({
  client,
  defaultModel,
  knowsModel = (m) => m.startsWith("claude"),
}: AnthropicSamplingOptions): SamplingHandler {
  return async (messages, params, { signal }) => {
    const response = await client.messages.create(
      toRequest(messages, params, chooseModel(params, knowsModel, defaultModel)),
      { signal },
    );
    const blocks = response.content.flatMap(fromBlock);
    const calls = blocks.some((block) => block.type === "tool_use");
    const text = blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
    return {
      role: "assistant",
      model: response.model,
      stopReason: STOP_REASONS.get(response.stop_reason ?? "end_turn") ?? (response.stop_reason as string),
      content: calls ? blocks : { type: "text", text },
    };
  };
}

const STOP_REASONS = new Map([
  ["end_turn", "endTurn"],
  ["max_tokens", "maxTokens"],
  ["stop_sequence", "stopSequence"],
  ["tool_use", "toolUse"],
]);

function toRequest(
  messages: readonly SamplingMessage[],
  params: CreateMessageRequestParams,
  model: string,
): AnthropicRequest {
  const mode = params.toolChoice?.mode ?? "auto";
  // the API has no "none": leaving out the tools means the same
  const tools = mode === "none" ? [] : (params.tools ?? []);
  return {
    model,
    max_tokens: params.maxTokens,
    messages: messages.map((message) => ({ role: message.role, content: blocksOf(message).map(toBlock) })),
    ...(params.systemPrompt && { system: params.systemPrompt }),
    ...(params.temperature !== undefined && { temperature: params.temperature }),
    ...(params.stopSequences !== undefined && { stop_sequences: params.stopSequences }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        ...(description !== undefined && { description }),
        input_schema: { ...inputSchema, type: "object" as const },
      })),
      tool_choice: { type: mode === "required" ? "any" : "auto" },
    }),
  };
}

function toBlock(block: SamplingMessageContentBlock): AnthropicBlock {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.text };
    case "image":
      return image(block);
    case "tool_use":
      return { type: "tool_use", id: block.id, name: block.name, input: block.input };
    case "tool_result":
      return {
        type: "tool_result",
        tool_use_id: block.toolUseId,
        ...(block.isError !== undefined && { is_error: block.isError }),
        content: block.content.flatMap((inner): AnthropicToolOutput[] =>
          inner.type === "text"
            ? [{ type: "text", text: inner.text }]
            : inner.type === "image"
              ? [image(inner)]
              : [],
        ),
      };
    default:
      throw new SamplingError(
        `A message holds a block of type "${block.type}", which the Messages API does not support.`,
      );
  }
}

function image({ data, mimeType }: { data: string; mimeType: string }): AnthropicImage {
  return { type: "image", source: { type: "base64", media_type: mimeType as AnthropicImageType, data } };
}

function fromBlock(block: { readonly type: string }): SamplingMessageContentBlock[] {
  if (block.type === "text" && "text" in block) return [{ type: "text", text: String(block.text) }];
  if (block.type === "tool_use" && "id" in block && "name" in block && "input" in block) {
    return [
      {
        type: "tool_use",
        id: String(block.id),
        name: String(block.name),
        input: isJsonObject(block.input) ? { ...block.input } : {},
      },
    ];
  }
  return []; // thinking and the like are not passed on
}
