import { offerTools } from "../offer/offer.js";
import { OPENAI, OPENAI_STRICT } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { runApproved } from "./approval.js";
import { mutable, type OpenAiOptions } from "./openai-responses.js";
import { asText } from "./texts.js";

/** A function tool of Chat Completions. */
export interface OpenAiChatTool {
  type: "function";
  function: { name: string; description: string; parameters: Record<string, unknown>; strict: boolean };
}

/** A tool call in an assistant message. */
export interface OpenAiChatCall {
  readonly id: string;
  readonly type: string;
  readonly function?: { readonly name: string; readonly arguments: string };
}

/** The message that answers one call. Chat Completions accepts only text here, so other parts are named. */
export interface OpenAiToolMessage {
  role: "tool";
  tool_call_id: string;
  content: string;
}

/** Tools for `openai.chat.completions.create`, and a function that runs the calls of a message. */
export interface OpenAiChatTools {
  readonly tools: OpenAiChatTool[];
  /** Runs all calls of an assistant message in parallel; resolves to the messages that follow it. */
  run(
    calls: readonly OpenAiChatCall[] | null | undefined,
    signal?: AbortSignal,
  ): Promise<OpenAiToolMessage[]>;
}

/**
 * Makes tools for OpenAI's Chat Completions and compatible APIs.
 *
 * ```ts
 * const { tools, run } = await openaiChatTools(mcp);
 * const { choices } = await openai.chat.completions.create({ model, messages, tools });
 * messages.push(choices[0].message, ...(await run(choices[0].message.tool_calls)));
 * ```
 */
export async function openaiChatTools(
  source: ToolSource,
  options: OpenAiOptions = {},
): Promise<OpenAiChatTools> {
  const strict = options.strict ?? true;
  const offer = await offerTools(source, { ...(strict ? OPENAI_STRICT : OPENAI), media: [] }, options);
  return {
    tools: offer.tools.map(({ name, description, schema }) => ({
      type: "function",
      function: { name, description, parameters: mutable(schema.schema), strict },
    })),
    run: (calls, signal) =>
      Promise.all(
        (calls ?? []).map(async ({ id, function: call }) => ({
          role: "tool",
          tool_call_id: id,
          content: asText(await runApproved(offer, call?.name ?? "", call?.arguments, options, signal)),
        })),
      ),
  };
}
