import type { Answer } from "../answers/answer.js";
import { offerTools } from "../offer/offer.js";
import { neverNeedsApproval } from "../offer/allowed.js";
import { OPENAI, OPENAI_STRICT } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { dataUrl, fileName, mutable, type OpenAiOptions } from "./openai-responses.js";
import { asText } from "./texts.js";

/** A function tool of `@openai/agents`: what `tool()` of that package returns. */
export interface OpenAiAgentTool {
  type: "function";
  name: string;
  description: string;
  parameters: never;
  strict: boolean;
  invoke(context: unknown, input: string, details?: { readonly signal?: AbortSignal }): Promise<never>;
  needsApproval(context: unknown, input: unknown): Promise<boolean>;
  isEnabled(context?: unknown, agent?: unknown): Promise<boolean>;
}

/** What this adapter uses of the `RunContext` of that package. */
interface RunContext {
  approveTool?(
    call: {
      readonly agent: unknown;
      readonly toolName: string;
      readonly rawItem: {
        readonly type: "function_call";
        readonly name: string;
        readonly callId: string;
        readonly arguments: string;
      };
    },
    options: { readonly alwaysApprove: boolean },
  ): void;
}

/**
 * Makes tools for `new Agent({ tools })` of `@openai/agents`.
 *
 * ```ts
 * const agent = new Agent({ name: "helper", tools: await openaiAgentsTools(mcp) });
 * ```
 */
export async function openaiAgentsTools(
  source: ToolSource,
  options: Omit<OpenAiOptions, "approve"> = {},
): Promise<OpenAiAgentTool[]> {
  const strict = options.strict ?? true;
  const { tools } = await offerTools(source, strict ? OPENAI_STRICT : OPENAI, options);
  return tools.map(({ name, description, schema, info, needsApproval, run }) => ({
    type: "function",
    name,
    description,
    parameters: mutable(schema.schema) as never,
    strict,
    invoke: async (_context, input, details) => outputOf(await run(input, details?.signal)) as never,
    needsApproval: (_context, input) => needsApproval(input),
    isEnabled: (context, agent) => {
      if (neverNeedsApproval(info, options)) approveAlways(name, context as RunContext, agent);
      return Promise.resolve(true);
    },
  }));
}

/**
 * Tells a run that no call of the tool needs approval. Otherwise the package asks for approval of arguments that are not a JSON
 * object without calling `needsApproval`, and the run stops there; now the model learns what is wrong with them.
 */
function approveAlways(name: string, context: RunContext | undefined, agent: unknown): void {
  const rawItem = { type: "function_call", name, callId: `any_call_of_${name}`, arguments: "{}" } as const;
  context?.approveTool?.({ agent, toolName: name, rawItem }, { alwaysApprove: true });
}

/** Returns a string if there is only text, otherwise a list of parts, as that package expects. */
function outputOf(answer: Answer): unknown {
  if (answer.parts.every((part) => part.type === "text")) return asText(answer);
  return answer.parts.map((part) => {
    if (part.type === "text") return { type: "text", text: part.text };
    if (part.type === "image") return { type: "image", image: dataUrl(part) };
    return { type: "file", file: { data: part.data, mediaType: part.mimeType, filename: fileName(part) } };
  });
}
