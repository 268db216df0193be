// An agent that uses tools of two servers, with the tool runner of Anthropic's SDK.
import type Anthropic from "@anthropic-ai/sdk";
import { anthropicTools } from "fmcp-runtime/agents";
import type { FilesystemClient, MemoryClient } from "./mcp/index.js";

/** Answers a question by what stands in files and in the knowledge graph; it changes neither. */
export async function ask(
  anthropic: Anthropic,
  question: string,
  clients: readonly [FilesystemClient, MemoryClient],
): Promise<string> {
  const { tools } = await anthropicTools(clients, {
    only: ["filesystem.read_*", "memory.*"],
    readOnly: true,
  });
  const { content } = await anthropic.beta.messages.toolRunner({
    model: "claude-sonnet-5-5",
    max_tokens: 1_000,
    messages: [{ role: "user", content: question }],
    tools,
  });
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}
