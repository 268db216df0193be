import type {
  CreateMessageRequestParams,
  SamplingMessage,
  SamplingMessageContentBlock,
} from "@modelcontextprotocol/client";
import { blocksOf, toolResultText } from "./blocks.js";
import { chooseModel } from "./model-choice.js";
import { SamplingError } from "./sampling-error.js";
import type { SamplingHandler } from "./sampling-handler.js";

/** The used part of the `@google/genai` client, as a structural type: the package is not a dependency. */
export interface GoogleClient {
  readonly models: { generateContent(request: GoogleRequest): PromiseLike<GoogleResponse> };
}

/** The used parameters of `generateContent`. */
export interface GoogleRequest {
  model: string;
  contents: { role: "user" | "model"; parts: GooglePart[] }[];
  config: {
    maxOutputTokens: number;
    systemInstruction?: string;
    temperature?: number;
    stopSequences?: string[];
    abortSignal?: AbortSignal;
    tools?: {
      functionDeclarations: { name: string; description?: string; parametersJsonSchema: unknown }[];
    }[];
    /** `mode` is `AUTO`, `ANY` or `NONE`: an enum of the package, to which only `never` is assignable. */
    toolConfig?: { functionCallingConfig: { mode: never } };
  };
}

export interface GooglePart {
  text?: string;
  inlineData?: { mimeType: string; data: string };
  functionCall?: { id?: string; name?: string; args?: Record<string, unknown> };
  functionResponse?: { id?: string; name?: string; response?: Record<string, unknown> };
}

/** The used fields of a response. */
export interface GoogleResponse {
  readonly modelVersion?: string;
  readonly candidates?: readonly {
    readonly finishReason?: string;
    readonly content?: { readonly parts?: readonly GoogleAnswerPart[] };
  }[];
}

export interface GoogleAnswerPart {
  readonly text?: string;
  /** Whether it is part of the model's reasoning, not of its answer. */
  readonly thought?: boolean;
  readonly functionCall?: {
    readonly id?: string;
    readonly name?: string;
    readonly args?: Record<string, unknown>;
  };
}

/** Options of sampling with a Google client. */
export interface GoogleSamplingOptions {
  readonly client: GoogleClient;
  /** Model to use if no hint names one that `knowsModel` accepts. */
  readonly defaultModel: string;
  /** Which of the server's hints may be used. Default: names that start with `gemini`. */
  readonly knowsModel?: (model: string) => boolean;
}

/** Answers sampling requests with `generateContent` of a Google GenAI client. Throws `SamplingError` to the server. */
export function googleSampling({
  client,
  defaultModel,
  knowsModel = (m) => m.startsWith("gemini"),
}: GoogleSamplingOptions): SamplingHandler {
  return async (messages, params, { signal }) => {
    const model = chooseModel(params, knowsModel, defaultModel);
    const response = await client.models.generateContent(toRequest(messages, params, model, signal));
    const [candidate] = response.candidates ?? [];
    if (candidate === undefined) throw new SamplingError("The model answered without a candidate.");
    const parts = candidate.content?.parts ?? [];
    const text = parts.map((part) => (part.thought === true ? "" : (part.text ?? ""))).join("");
    const calls = parts.flatMap(({ functionCall }, i): SamplingMessageContentBlock[] =>
      functionCall?.name === undefined
        ? []
        : // the API may omit ids: the position distinguishes two calls of one function
          [
            {
              type: "tool_use",
              id: functionCall.id ?? `call-${i}`,
              name: functionCall.name,
              input: functionCall.args ?? {},
            },
          ],
    );
    const answer = { role: "assistant" as const, model: response.modelVersion ?? model };
    if (calls.length === 0)
      return { ...answer, stopReason: stopReason(candidate.finishReason), content: { type: "text", text } };
    return {
      ...answer,
      stopReason: "toolUse",
      content: [...(text === "" ? [] : [{ type: "text" as const, text }]), ...calls],
    };
  };
}

const MODES = { auto: "AUTO", required: "ANY", none: "NONE" } as const;

function toRequest(
  messages: readonly SamplingMessage[],
  params: CreateMessageRequestParams,
  model: string,
  signal: AbortSignal,
): GoogleRequest {
  const names = toolNames(messages);
  const tools = params.tools?.map(({ name, description, inputSchema }) => ({
    name,
    ...(description !== undefined && { description }),
    parametersJsonSchema: inputSchema,
  }));
  return {
    model,
    contents: messages.map((message) => ({
      role: message.role === "assistant" ? ("model" as const) : ("user" as const),
      parts: blocksOf(message).map((block) => toPart(block, names)),
    })),
    config: {
      maxOutputTokens: params.maxTokens,
      abortSignal: signal,
      ...(params.systemPrompt && { systemInstruction: params.systemPrompt }),
      ...(params.temperature !== undefined && { temperature: params.temperature }),
      ...(params.stopSequences !== undefined && { stopSequences: params.stopSequences }),
      ...(tools !== undefined &&
        tools.length > 0 && {
          tools: [{ functionDeclarations: tools }],
          toolConfig: { functionCallingConfig: { mode: MODES[params.toolChoice?.mode ?? "auto"] as never } },
        }),
    },
  };
}

/**
 * Maps the ids of all tool calls in the conversation to tool names: the API requires the name with a result, MCP only gives the
 * id.
 */
function toolNames(messages: readonly SamplingMessage[]): ReadonlyMap<string, string> {
  return new Map(
    messages
      .flatMap(blocksOf)
      .flatMap((block) => (block.type === "tool_use" ? [[block.id, block.name] as const] : [])),
  );
}

function toPart(block: SamplingMessageContentBlock, names: ReadonlyMap<string, string>): GooglePart {
  switch (block.type) {
    case "text":
      return { text: block.text };
    case "image":
    case "audio":
      return { inlineData: { mimeType: block.mimeType, data: block.data } };
    case "tool_use":
      return { functionCall: { id: block.id, name: block.name, args: block.input } };
    case "tool_result": {
      const text = toolResultText(block);
      const name = names.get(block.toolUseId) ?? block.toolUseId;
      return {
        functionResponse: {
          id: block.toolUseId,
          name,
          response: block.isError ? { error: text } : { output: text },
        },
      };
    }
  }
}

function stopReason(reason: string | undefined): string {
  return reason === undefined || reason === "STOP"
    ? "endTurn"
    : reason === "MAX_TOKENS"
      ? "maxTokens"
      : reason;
}
