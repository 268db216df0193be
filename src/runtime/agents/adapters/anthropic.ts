import type { Answer, AnswerPart } from "../answers/answer.js";
import { type AgentOptions, offerTools } from "../offer/offer.js";
import { ANTHROPIC } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { type Approval, runApproved } from "./approval.js";
import { mutable } from "./openai-responses.js";
import { asText } from "./texts.js";

/** A tool of the Messages API. `run`, which rejects for failures, and `parse` are for the tool runner of Anthropic's package. */
export interface AnthropicTool {
  type: "custom";
  name: string;
  description: string;
  input_schema: { type: "object"; [key: string]: unknown };
  run(
    args: unknown,
    context?: { readonly signal?: AbortSignal | null | undefined },
  ): Promise<AnthropicContent[]>;
  parse(content: unknown): unknown;
}

/** A content block of an assistant message. */
export interface AnthropicBlock {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
}

/** The answer to one call: a content block of the next user message. */
export interface AnthropicToolResult {
  type: "tool_result";
  tool_use_id: string;
  content: AnthropicContent[];
  is_error: boolean;
}

type ImageType = "image/jpeg" | "image/png" | "image/gif" | "image/webp";
export type AnthropicContent =
  | { type: "text"; text: string }
  | { type: "image"; source: { type: "base64"; media_type: ImageType; data: string } }
  | {
      type: "document";
      source: { type: "base64"; media_type: "application/pdf"; data: string };
      title: string;
    };

/** Most characters of a document's title (API reference, `tool_result`). */
const MOST_TITLE = 500;
const PDF = "application/pdf";
const IMAGES: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** Tools for `anthropic.messages.create`, and a function that runs the calls of a message. */
export interface AnthropicTools {
  /** For `tools` of the request and of `anthropic.beta.messages.toolRunner`. */
  readonly tools: AnthropicTool[];
  /** Runs all `tool_use` blocks of a message in parallel; resolves to the blocks of the message that answers it. */
  run(content: readonly AnthropicBlock[], signal?: AbortSignal): Promise<AnthropicToolResult[]>;
}

/**
 * Makes tools for Anthropic's Messages API.
 *
 * ```ts
 * const { tools, run } = await anthropicTools(mcp);
 * const message = await anthropic.messages.create({ model, max_tokens, messages, tools });
 * messages.push({ role: "assistant", content: message.content }, { role: "user", content: await run(message.content) });
 * ```
 */
export async function anthropicTools(
  source: ToolSource,
  options: AgentOptions & Approval = {},
): Promise<AnthropicTools> {
  const offer = await offerTools(source, ANTHROPIC, options);
  return {
    tools: offer.tools.map(({ name, description, schema }) => ({
      type: "custom",
      name,
      description,
      input_schema: mutable(schema.schema) as { type: "object" },
      run: async (args, context) => {
        const answer = await runApproved(offer, name, args, options, context?.signal ?? undefined);
        // the runner catches what is thrown here, and only that becomes a result with `is_error`
        if (answer.isError) throw new Error(asText(answer));
        return contentOf(answer);
      },
      parse: (content) => content,
    })),
    run: (content, signal) =>
      Promise.all(
        content
          .filter((block) => block.type === "tool_use")
          .map(async ({ id = "", name = "", input }) => {
            const answer = await runApproved(offer, name, input, options, signal);
            return {
              type: "tool_result",
              tool_use_id: id,
              content: contentOf(answer),
              is_error: answer.isError,
            };
          }),
      ),
  };
}

function contentOf({ parts }: Answer): AnthropicContent[] {
  return parts.map(blockOf);
}

function blockOf(part: AnswerPart): AnthropicContent {
  if (part.type === "text") return { type: "text", text: part.text };
  if (part.type === "image" && IMAGES.has(part.mimeType))
    return {
      type: "image",
      source: { type: "base64", media_type: part.mimeType as ImageType, data: part.data },
    };
  if (part.type === "file" && part.mimeType === PDF)
    return {
      type: "document",
      source: { type: "base64", media_type: PDF, data: part.data },
      title: part.name.slice(0, MOST_TITLE),
    };
  return { type: "text", text: asText({ parts: [part], isError: false }) };
}
