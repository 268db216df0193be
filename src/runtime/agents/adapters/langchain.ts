import type { JsonObject } from "../../../shared/json/json.js";
import type { Answer } from "../answers/answer.js";
import { type AgentOptions, offerTools } from "../offer/offer.js";
import { ANY_PROVIDER } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { dataUrl } from "./openai-responses.js";
import { asText } from "./texts.js";

/** What this adapter uses of `tool` from `@langchain/core/tools`. */
export type LangChainToolMaker<Tool> = (
  run: (args: never, config?: { readonly signal?: AbortSignal }) => Promise<unknown>,
  fields: { name: string; description: string; schema: never; verboseParsingErrors: boolean },
) => Tool;

/**
 * Makes LangChain tools with LangChain's own `tool`. Images become a note, since OpenAI's Chat Completions, LangChain's default,
 * refuse them in results of tools. For a model that takes them (Anthropic, Google, OpenAI with `useResponsesApi`), set `media`:
 * `["image/png", "image/jpeg"]`.
 *
 * ```ts
 * import { tool } from "@langchain/core/tools";
 * const agent = createAgent({ model, tools: await langchainTools(mcp, tool) });
 * ```
 */
export async function langchainTools<Tool>(
  source: ToolSource,
  tool: LangChainToolMaker<Tool>,
  options: Omit<AgentOptions, "needsApproval"> = {},
): Promise<Tool[]> {
  const { tools } = await offerTools(source, { ...ANY_PROVIDER, media: [] }, options);
  return tools.map(({ name, description, schema, run }) =>
    tool(async (args: JsonObject, config) => contentOf(await run(args, config?.signal)), {
      name,
      description,
      schema: schema.schema as never,
      // LangChain validates by itself and says what is wrong only with this
      verboseParsingErrors: true,
    }),
  );
}

/** Returns plain text if there is nothing else, otherwise LangChain's content blocks. */
function contentOf(answer: Answer): unknown {
  if (answer.parts.every((part) => part.type !== "image")) return asText(answer);
  return answer.parts.map((part) =>
    part.type === "image"
      ? { type: "image_url", image_url: { url: dataUrl(part) } }
      : { type: "text", text: asText({ ...answer, parts: [part] }) },
  );
}
