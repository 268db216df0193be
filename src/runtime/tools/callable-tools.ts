import type { JsonObject } from "../../shared/json/json.js";
import { checkArguments } from "./argument-check.js";
import type { CallableTool, ToolInfo } from "./tool-info.js";
import { type LiveClient, toolsIn, type ToolSource } from "./tool-source.js";

/**
 * Returns every tool of a source once, in its order: repeated clients and overlapping filters count once.
 * @throws {ConfigurationError} for something without tools
 */
export function toolsOf(source: ToolSource): Promise<readonly CallableTool[]> {
  return toolsIn(source, callable);
}

function callable(tool: ToolInfo, client: LiveClient): CallableTool {
  const check = async (args: JsonObject): Promise<void> =>
    checkArguments(tool.server, tool.name, tool.inputSchema, args);
  return {
    ...tool,
    check,
    call: async (args, options) => {
      await check(args);
      return client.callTool(tool.name, args, { ...options, raiseOnError: false });
    },
  };
}
