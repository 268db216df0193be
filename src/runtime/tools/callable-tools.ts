import type { JsonObject } from "../../shared/json/json.js";
import { faultOfValue, readSchema, type SchemaDocument } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError } from "../errors/validation-errors.js";
import type { CallableTool, ToolInfo } from "./tool-info.js";
import { type LiveClient, toolsIn, type ToolSource } from "./tool-source.js";

/**
 * Returns every tool of a source once, in its order: a client that is listed twice, and choices that overlap, count once.
 * @throws {ConfigurationError} for something without tools
 */
export function toolsOf(source: ToolSource): Promise<readonly CallableTool[]> {
  return toolsIn(source, callable);
}

function callable(tool: ToolInfo, client: LiveClient): CallableTool {
  const check = argumentCheck(tool.server, tool.name, tool.inputSchema);
  return {
    ...tool,
    check,
    call: async (args, options) => {
      await check(args);
      return client.callTool(tool.name, args, { ...options, raiseOnError: false });
    },
  };
}

/** Makes a function that rejects arguments which the tool's schema does not accept. The schema is read on first use. */
function argumentCheck(
  server: string,
  name: string,
  schema: JsonObject,
): (args: JsonObject) => Promise<void> {
  let document: SchemaDocument | undefined;
  return (args) => {
    const fault = faultOfValue((document ??= readSchema(schema)), args);
    if (fault === undefined) return Promise.resolve();
    const details = { server, subject: name };
    return Promise.reject(new InputValidationError(`tool "${show(name)}"`, [fault], details));
  };
}
