import { type ToolChoice, chooseTools } from "../../tools/choose.js";
import { toolsOf } from "../../tools/callable-tools.js";
import type { ToolSource } from "../../tools/tool-source.js";
import type { CallableTool } from "../../tools/tool-info.js";
import { sandboxNames } from "./sandbox-names.js";
import { comment, typeText } from "./type-text.js";

/**
 * Writes the TypeScript declarations that a model reads before it writes code for a sandbox: an object for each server, with a
 * method, documentation and types for each tool. Texts of servers appear only in comments and literals. {@link callsOf} runs
 * the calls of that code.
 *
 * ```ts
 * const prompt = `Write JavaScript. You may call:\n${await declarationsOf(mcp)}`;
 * ```
 */
export async function declarationsOf(source: ToolSource, choice: ToolChoice = {}): Promise<string> {
  const tools = chooseTools(await toolsOf(source), choice);
  const names = sandboxNames(tools);
  const types: string[] = [];
  const servers = new Map<string, string[]>();
  for (const [i, tool] of tools.entries()) {
    const { server, tool: name } = names[i] as (typeof names)[number];
    const members = servers.get(server) ?? [];
    servers.set(server, members);
    members.push(method(tool, name, `${server}_${name}`, types));
  }
  const objects = [...servers].map(
    ([server, members]) => `declare const ${server}: {\n${members.join("")}};\n`,
  );
  const plain = tools.some(({ outputSchema }) => outputSchema === undefined) ? [CONTENT] : [];
  return [...plain, ...types.map((each) => `${each}\n`), ...objects].join("\n");
}

/** The result type of a tool without an output schema: its text, or its parts if there is more than text. */
const CONTENT = "type Content = string | { type: string; [key: string]: unknown }[];\n";

function method(tool: CallableTool, name: string, prefix: string, types: string[]): string {
  const input = typeText(tool.inputSchema, prefix);
  const output =
    tool.outputSchema === undefined ? undefined : typeText(tool.outputSchema, `${prefix}_result`);
  types.push(...input.declarations, ...(output?.declarations ?? []));
  const required = tool.inputSchema["required"];
  const mark = Array.isArray(required) && required.length > 0 ? "" : "?";
  const type = input.type.replace(/\n/g, "\n  ");
  const result = (output?.type ?? "Content").replace(/\n/g, "\n  ");
  return `${comment(tool.description ?? tool.title, "  ")}  ${name}(input${mark}: ${type}): Promise<${result}>;\n`;
}
