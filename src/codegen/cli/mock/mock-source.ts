import { fake, replay } from "fmcp-runtime/testing";
import type { TransportSource } from "fmcp-runtime/transport";
import type { ToolInfo } from "fmcp-runtime/agents";
import type { JsonObject } from "../../../shared/json/json.js";
import type { ServerModel, ToolModel } from "../../model/index.js";

/**
 * Returns a source that answers for a server from recordings in a folder, where lists that are missing come from the lock, or with
 * values made from its schemas and a seed.
 */
export function mockSource(
  model: ServerModel,
  { replay: folder, seed }: { readonly replay?: string | undefined; readonly seed?: number | undefined },
): TransportSource {
  const { key, serverInfo, instructions, capabilities, resources, resourceTemplates, prompts } = model;
  const { tasks: _tasks, ...others } = capabilities;
  const handshake = {
    serverInfo: (serverInfo ?? { name: key, version: "0" }) as unknown as JsonObject,
    capabilities: others,
    ...(instructions !== undefined && { instructions }),
  };
  const tools = model.tools.map((tool) => toolInfo(key, tool));
  const lists = { resources, resourceTemplates, prompts } as unknown as Record<string, readonly JsonObject[]>;
  if (folder !== undefined) return replay(folder, { server: key, lists: { tools, ...lists } });
  return fake(tools, {}, { handshake, lists, ...(seed !== undefined && { seed }) });
}

function outputOf({
  outputSchema,
  learned,
}: Pick<ToolModel, "outputSchema" | "learned">): Pick<ToolInfo, "outputSchema" | "learned"> {
  if (outputSchema !== undefined) return { outputSchema: outputSchema as JsonObject };
  return learned === undefined ? {} : { outputSchema: learned.schema as JsonObject, learned: learned.form };
}

function toolInfo(server: string, { name, title, description, ...tool }: ToolModel) {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations ?? {};
  return {
    server,
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    hints: {
      ...(readOnlyHint !== undefined && { readOnly: readOnlyHint }),
      ...(destructiveHint !== undefined && { destructive: destructiveHint }),
      ...(idempotentHint !== undefined && { idempotent: idempotentHint }),
      ...(openWorldHint !== undefined && { openWorld: openWorldHint }),
    },
    inputSchema: tool.inputSchema as JsonObject,
    ...outputOf(tool),
  };
}
