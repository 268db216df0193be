import type { JsonObject } from "../../shared/json/json.js";
import type { CallToolOptions } from "../backend/call-options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { ToolResult } from "../results/tool-result.js";
import type { ToolCatalogue } from "./catalogue.js";
import { type CallableTool, hintsOf, type ToolInfo } from "./tool-info.js";

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
 * Returns what is known of every tool of a source, once, in its order: repeated clients and overlapping filters count once.
 * @param asTool makes a tool of one that a `Client` lists
 * @throws {ConfigurationError} for something without tools
 */
export async function toolsIn<Tool extends ToolInfo>(
  source: ToolSource,
  asTool: (tool: ToolInfo, client: LiveClient) => Tool,
): Promise<readonly (Tool | CallableTool)[]> {
  if (!isSeveral(source)) return ofOne(source, asTool);
  const sources = new Set((source as readonly unknown[]).flat(Infinity) as readonly ToolSource[]);
  return [...new Set((await Promise.all([...sources].map((each) => toolsIn(each, asTool)))).flat())];
}

async function ofOne<Tool extends ToolInfo>(
  source: Exclude<ToolSource, readonly ToolSource[]>,
  asTool: (tool: ToolInfo, client: LiveClient) => Tool,
): Promise<readonly (Tool | CallableTool)[]> {
  if (typeof source !== "object" || source === null)
    throw new ConfigurationError(
      `Tools come from a generated client, a group of them, or a Client, not from ${source === null ? "null" : typeof source}.`,
    );
  if ("$tools" in source) return source.$tools.list();
  // before `list`, which a client also has
  if ("listTools" in source) return (await listedBy(source)).map((tool) => asTool(tool, source));
  if ("list" in source) return source.list();
  throw new ConfigurationError(
    "Tools come from a generated client, a group of them, or a Client; this is not one of them.",
  );
}

function isSeveral(source: ToolSource): source is readonly ToolSource[] {
  return Array.isArray(source);
}

async function listedBy(client: LiveClient): Promise<readonly ToolInfo[]> {
  const server = client.name ?? "mcp";
  const tools = await client.listTools();
  return tools.map(({ name, title, description, inputSchema, outputSchema, annotations }) => ({
    server,
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    hints: hintsOf(annotations),
    inputSchema: inputSchema as JsonObject,
    ...(outputSchema !== undefined && { outputSchema: outputSchema as JsonObject }),
  }));
}
