import type { AgentOptions } from "../offer/offer.js";
import type { ToolSource } from "../../tools/source.js";
import { type AiSdkTool, aiSdkTools } from "./ai-sdk.js";

/**
 * Tools for `new Agent({ tools })` of Mastra, which takes tools of the AI SDK.
 *
 * ```ts
 * const agent = new Agent({ name: "helper", instructions, model, tools: await mastraTools(mcp) });
 * ```
 */
export async function mastraTools(
  source: ToolSource,
  options: AgentOptions = {},
): Promise<Readonly<Record<string, AiSdkTool & { readonly id: string }>>> {
  const tools = await aiSdkTools(source, options);
  return Object.fromEntries(Object.entries(tools).map(([name, tool]) => [name, { ...tool, id: name }]));
}
