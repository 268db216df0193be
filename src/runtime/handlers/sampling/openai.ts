import type {
  CreateMessageRequestParams,
  SamplingMessage,
  SamplingMessageContentBlock,
  ToolUseContent,
} from "@modelcontextprotocol/client";
import { blocksOf, parseToolArguments, toolResultText } from "./blocks.js";
import { chooseModel } from "./model-choice.js";
import { SamplingError } from "./sampling-error.js";
import type { SamplingHandler } from "./sampling-handler.js";

/** The used part of the `openai` package's client, as a structural type: the package is not a dependency. */
export interface OpenAiClient {
  readonly chat: {
    readonly completions: {
      create(body: OpenAiRequest, options?: { signal?: AbortSignal }): PromiseLike<OpenAiResponse>;
    };
  };
}

/** The used fields of a chat completion request. */
export interface OpenAiRequest {
  model: string;
  messages: OpenAiMessage[];
  max_completion_tokens?: number;
  temperature?: number;
  stop?: string[];
  tools?: {
    type: "function";
    function: { name: string; description?: string; parameters: Record<string, unknown> };
  }[];
  tool_choice?: "auto" | "required" | "none";
}

export type OpenAiPart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } }
  | { type: "input_audio"; input_audio: { data: string; format: "wav" | "mp3" } };

export type OpenAiToolCall = { id: string; type: "function"; function: { name: string; arguments: string } };

export type OpenAiMessage =
  | { role: "system"; content: string }
  | { role: "user"; content: string | OpenAiPart[] }
  | { role: "assistant"; content: string | null; tool_calls?: OpenAiToolCall[] }
  | { role: "tool"; tool_call_id: string; content: string };

/** The used fields of a chat completion. */
export interface OpenAiResponse {
  readonly model: string;
  readonly choices: readonly {
    readonly finish_reason: string | null;
    readonly message: { readonly content?: string | null; readonly tool_calls?: readonly unknown[] | null };
  }[];
}

/** Options of sampling with an OpenAI client. */
export interface OpenAiSamplingOptions {
  readonly client: OpenAiClient;
  /** Model to use if no hint names one that `knowsModel` accepts. */
  readonly defaultModel: string;
  /** Which of the server's hints may be used. Default: names that start like OpenAI's (`gpt-`, `chatgpt-`, `o1`, `o3`, `o4` …). */
  readonly knowsModel?: (model: string) => boolean;
}

const OPENAI_MODEL = /^(gpt-|chatgpt-|o\d)/;

/** Answers sampling requests with chat completions of an OpenAI-compatible client. Throws `SamplingError` to the server. */
export function openaiSampling({
  client,
  defaultModel,
  knowsModel = (m) => OPENAI_MODEL.test(m),
}: OpenAiSamplingOptions): SamplingHandler {
  return async (messages, params, { signal }) => {
    const response = await client.chat.completions.create(
      toRequest(messages, params, chooseModel(params, knowsModel, defaultModel)),
      { signal },
    );
    const [choice] = response.choices;
    if (choice === undefined) throw new SamplingError("The model answered without a choice.");
    const calls = (choice.message.tool_calls ?? []).filter(isFunctionCall).map(toToolUse);
    const text = choice.message.content ?? "";
    if (calls.length === 0) {
      return {
        role: "assistant",
        model: response.model,
        stopReason: stopReason(choice.finish_reason),
        content: { type: "text", text },
      };
    }
    const content: SamplingMessageContentBlock[] = [
      ...(text === "" ? [] : [{ type: "text" as const, text }]),
      ...calls,
    ];
    return { role: "assistant", model: response.model, stopReason: "toolUse", content };
  };
}

function toRequest(
  messages: readonly SamplingMessage[],
  params: CreateMessageRequestParams,
  model: string,
): OpenAiRequest {
  const tools = params.tools?.map(({ name, description, inputSchema }) => ({
    type: "function" as const,
    function: {
      name,
      ...(description !== undefined && { description }),
      parameters: inputSchema as Record<string, unknown>,
    },
  }));
  return {
    model,
    messages: [
      ...(params.systemPrompt ? [{ role: "system" as const, content: params.systemPrompt }] : []),
      ...messages.flatMap(toMessages),
    ],
    max_completion_tokens: params.maxTokens,
    ...(params.temperature !== undefined && { temperature: params.temperature }),
    ...(params.stopSequences !== undefined && { stop: params.stopSequences }),
    ...(tools !== undefined && tools.length > 0 && { tools, tool_choice: params.toolChoice?.mode ?? "auto" }),
  };
}

/** One MCP message may become several: tool results are separate messages, and come first. */
function toMessages(message: SamplingMessage): OpenAiMessage[] {
  const blocks = blocksOf(message);
  if (message.role === "assistant") {
    const text = blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
    const calls = blocks.flatMap((block) => (block.type === "tool_use" ? [toToolCall(block)] : []));
    return [
      {
        role: "assistant",
        content: text === "" && calls.length > 0 ? null : text,
        ...(calls.length > 0 && { tool_calls: calls }),
      },
    ];
  }
  const results = blocks.flatMap((block): OpenAiMessage[] =>
    block.type === "tool_result"
      ? [{ role: "tool", tool_call_id: block.toolUseId, content: toolResultText(block) }]
      : [],
  );
  const parts = blocks.filter((block) => block.type !== "tool_result").map(toPart);
  if (parts.length === 0) return results;
  const [only] = parts;
  return [
    ...results,
    { role: "user", content: parts.length === 1 && only?.type === "text" ? only.text : parts },
  ];
}

function toPart(block: SamplingMessageContentBlock): OpenAiPart {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.text };
    case "image":
      return { type: "image_url", image_url: { url: `data:${block.mimeType};base64,${block.data}` } };
    case "audio":
      return {
        type: "input_audio",
        input_audio: { data: block.data, format: /mpeg|mp3/.test(block.mimeType) ? "mp3" : "wav" },
      };
    default:
      throw new SamplingError(
        `A user's message holds a block of type "${block.type}", which a chat completion does not support.`,
      );
  }
}

function toToolCall({ id, name, input }: ToolUseContent): OpenAiToolCall {
  return { id, type: "function", function: { name, arguments: JSON.stringify(input) } };
}

function toToolUse({ id, function: { name, arguments: text } }: OpenAiToolCall): ToolUseContent {
  return { type: "tool_use", id, name, input: parseToolArguments(name, text) };
}

function isFunctionCall(call: unknown): call is OpenAiToolCall {
  return typeof call === "object" && call !== null && "function" in call;
}

function stopReason(reason: string | null): string {
  return reason === "stop" || reason === null ? "endTurn" : reason === "length" ? "maxTokens" : reason;
}
