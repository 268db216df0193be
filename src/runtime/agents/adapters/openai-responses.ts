import type { JsonObject } from "../../../shared/json/json.js";
import type { Answer, AnswerPart } from "../answers/answer.js";
import { type AgentOptions, offerTools } from "../offer/offer.js";
import { OPENAI, OPENAI_STRICT } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { type Approval, runApproved } from "./approval.js";

/** Options for OpenAI's APIs. */
export interface OpenAiOptions extends AgentOptions, Approval {
  /** Uses Structured Outputs for arguments, so that OpenAI enforces the schema. Default true. */
  readonly strict?: boolean;
}

/** A function tool of the Responses API. */
export interface OpenAiFunctionTool {
  readonly type: "function";
  readonly name: string;
  readonly description: string;
  readonly parameters: Record<string, unknown>;
  readonly strict: boolean;
}

/** A function call in the output of a response. */
export interface OpenAiFunctionCall {
  readonly type: string;
  readonly name?: string;
  readonly arguments?: unknown;
  readonly call_id?: string | null;
}

/** The output of one function call: an input item of the next request. */
export interface OpenAiFunctionOutput {
  type: "function_call_output";
  call_id: string;
  output: OpenAiOutputPart[];
}

export type OpenAiOutputPart =
  | { type: "input_text"; text: string }
  | { type: "input_image"; image_url: string; detail: "auto" }
  | { type: "input_file"; file_data: string; filename: string };

/** Tools for `openai.responses.create`, and a function that runs the calls of its output. */
export interface OpenAiResponsesTools {
  /** For `tools` of the request. */
  readonly tools: OpenAiFunctionTool[];
  /** Runs all function calls in `output` in parallel; resolves to their outputs, for `input` of the next request. */
  run(output: readonly OpenAiFunctionCall[], signal?: AbortSignal): Promise<OpenAiFunctionOutput[]>;
}

/**
 * Makes tools for OpenAI's Responses API (`openai.responses.create`).
 *
 * ```ts
 * const { tools, run } = await openaiResponsesTools(mcp);
 * const first = await openai.responses.create({ model, input, tools });
 * const next = { previous_response_id: first.id, input: await run(first.output) };
 * const second = await openai.responses.create({ model, tools, ...next });
 * ```
 */
export async function openaiResponsesTools(
  source: ToolSource,
  options: OpenAiOptions = {},
): Promise<OpenAiResponsesTools> {
  const strict = options.strict ?? true;
  const offer = await offerTools(source, strict ? OPENAI_STRICT : OPENAI, options);
  return {
    tools: offer.tools.map(({ name, description, schema }) => ({
      type: "function",
      name,
      description,
      parameters: mutable(schema.schema),
      strict,
    })),
    run: (output, signal) =>
      Promise.all(
        output
          .filter((item) => item.type === "function_call")
          .map(async ({ name = "", arguments: args, call_id }) => {
            const answer = await runApproved(offer, name, args, options, signal);
            return { type: "function_call_output", call_id: call_id ?? "", output: outputOf(answer) };
          }),
      ),
  };
}

/** Returns the schema with the mutable type that the providers' packages expect. */
export function mutable(schema: JsonObject): Record<string, unknown> {
  return schema as Record<string, unknown>;
}

function outputOf({ parts }: Answer): OpenAiOutputPart[] {
  return parts.map((part): OpenAiOutputPart => {
    switch (part.type) {
      case "text":
        return { type: "input_text", text: part.text };
      case "image":
        return { type: "input_image", image_url: dataUrl(part), detail: "auto" };
      default:
        return { type: "input_file", file_data: dataUrl(part), filename: fileName(part) };
    }
  });
}

/** Formats a part as a `data:` URL (RFC 2397). */
export function dataUrl({ mimeType, data }: Exclude<AnswerPart, { readonly type: "text" }>): string {
  return `data:${mimeType};base64,${data}`;
}

/** Names a part as a file. */
export function fileName(part: Exclude<AnswerPart, { readonly type: "text" }>): string {
  return part.type === "file" ? part.name : `${part.type}.${part.mimeType.split("/").at(-1) ?? "bin"}`;
}
