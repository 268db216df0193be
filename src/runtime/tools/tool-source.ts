import type { JsonObject } from "../../shared/json/json.js";
import { faultOfValue, readSchema, type SchemaDocument } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";
import type { CallToolOptions } from "../backend/call-options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { InputValidationError } from "../errors/validation-errors.js";
import type { ToolResult } from "../results/tool-result.js";
import type { ToolCatalogue } from "./catalogue.js";
import { type CallableTool, hintsOf } from "./tool-info.js";

/** A generated client, or the group of all of them. */
export interface WithTools {
  readonly $tools: Pick<ToolCatalogue, "list">;
}

/** A `Client` of the runtime: its tools are requested from the server. */
export interface LiveClient {
  readonly name?: string;
  listTools(): Promise<readonly ListedTool[]>;
  callTool(name: string, args: JsonObject, options?: CallToolOptions): Promise<ToolResult>;
}

interface ListedTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: object;
  readonly outputSchema?: object | undefined;
  readonly annotations?: object | undefined;
}

/** Where tools come from: generated clients, groups of them, their `$tools`, clients of the runtime, or several of these. */
export type ToolSource = WithTools | Pick<ToolCatalogue, "list"> | LiveClient | readonly ToolSource[];

/**
 * Returns every tool of a source once, in its order: a client that is listed twice, and choices that overlap, count once.
 * @throws {ConfigurationError} for something without tools
 */
export async function toolsOf(source: ToolSource): Promise<readonly CallableTool[]> {
  if (!isSeveral(source)) return ofOne(source);
  const sources = new Set((source as readonly unknown[]).flat(Infinity) as readonly ToolSource[]);
  return [...new Set((await Promise.all([...sources].map(toolsOf))).flat())];
}

async function ofOne(source: Exclude<ToolSource, readonly ToolSource[]>): Promise<readonly CallableTool[]> {
  if (typeof source !== "object" || source === null)
    throw new ConfigurationError(
      `Tools come from a generated client, a group of them, or a Client, not from ${source === null ? "null" : typeof source}.`,
    );
  if ("$tools" in source) return source.$tools.list();
  // before `list`, which a client also has
  if ("listTools" in source) return ofLiveClient(source);
  if ("list" in source) return source.list();
  throw new ConfigurationError(
    "Tools come from a generated client, a group of them, or a Client; this is none of these.",
  );
}

function isSeveral(source: ToolSource): source is readonly ToolSource[] {
  return Array.isArray(source);
}

async function ofLiveClient(client: LiveClient): Promise<readonly CallableTool[]> {
  const server = client.name ?? "mcp";
  const tools = await client.listTools();
  return tools.map(({ name, title, description, inputSchema, outputSchema, annotations }) => {
    const check = argumentCheck(server, name, inputSchema as JsonObject);
    return {
      server,
      name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      hints: hintsOf(annotations),
      inputSchema: inputSchema as JsonObject,
      ...(outputSchema !== undefined && { outputSchema: outputSchema as JsonObject }),
      check,
      call: async (args, options) => {
        await check(args);
        return client.callTool(name, args, { ...options, raiseOnError: false });
      },
    };
  });
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
