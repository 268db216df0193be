import { Content } from "../../../../src/runtime/results/content.js";
import type { ToolResult } from "../../../../src/runtime/results/tool-result.js";
import type { LiveClient } from "../../../../src/runtime/tools/tool-source.js";

type Tool = Awaited<ReturnType<LiveClient["listTools"]>>[number];

/** A `Client` of the runtime with these tools. */
export function client(
  tools: readonly (Partial<Tool> & { readonly name: string })[],
  answer: (name: string, args: object) => Partial<ToolResult> = () => ({}),
): LiveClient {
  return {
    name: "demo",
    listTools: () => Promise.resolve(tools.map((tool) => ({ inputSchema: { type: "object" }, ...tool }))),
    callTool: (name, args) =>
      Promise.resolve({
        data: undefined,
        content: new Content([]),
        structuredContent: undefined,
        meta: undefined,
        isError: false,
        ...answer(name, args),
      }),
  };
}
