import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { dataOfTexts } from "../../../shared/tool/answer-data.js";

/** The argument that changed tools want in addition. */
const WANTED = "newly_required";

/** How a tool differs from the lock: not at all, it is gone, or it needs another argument and answers less. */
export type ToolDrift = "none" | "gone" | "changed";

/** Returns tools as a later version of their server might list them. */
export function drifted(tools: readonly Json[], driftOf: (name: string) => ToolDrift): readonly Json[] {
  return tools.flatMap((tool) => {
    const drift = isJsonObject(tool) ? driftOf(String(tool["name"])) : "none";
    if (drift === "gone") return [];
    return drift === "changed" && isJsonObject(tool) ? [wanting(tool)] : [tool];
  });
}

function wanting(tool: JsonObject): JsonObject {
  const schema = isJsonObject(tool["inputSchema"]) ? tool["inputSchema"] : { type: "object" };
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? (schema["required"] as readonly Json[]) : [];
  return {
    ...tool,
    inputSchema: {
      ...schema,
      properties: { ...properties, [WANTED]: { type: "string" } },
      required: [...required, WANTED],
    },
  };
}

/** Returns the parameters of a call of a changed tool as the tool of the lock takes them; a text says why the call is refused. */
export function asBefore(params: JsonObject): JsonObject | string {
  const given = isJsonObject(params["arguments"]) ? params["arguments"] : {};
  const { [WANTED]: wanted, ...others } = given;
  if (typeof wanted === "string") return { ...params, arguments: others };
  return `Invalid arguments: ${WANTED} ${wanted === undefined ? "is required" : "is not a text"}.`;
}

/** Returns an answer without the first member of its data, in structured content and in texts that are JSON. */
export function thinned(result: JsonObject): JsonObject {
  const { structuredContent: data, content } = result;
  if (isJsonObject(data) && Object.keys(data).length > 0) {
    const less = withoutFirst(data);
    return { ...result, structuredContent: less, content: [{ type: "text", text: JSON.stringify(less) }] };
  }
  return Array.isArray(content)
    ? { ...result, content: (content as readonly Json[]).map(thinnedBlock) }
    : result;
}

function thinnedBlock(block: Json): Json {
  const text = isJsonObject(block) ? block["text"] : undefined;
  const data = typeof text === "string" ? dataOfTexts([text], "json") : undefined;
  return isJsonObject(block) && isJsonObject(data)
    ? { ...block, text: JSON.stringify(withoutFirst(data)) }
    : block;
}

function withoutFirst(data: JsonObject): JsonObject {
  const [first, ...others] = Object.keys(data);
  return first === undefined ? data : Object.fromEntries(others.map((key) => [key, data[key] as Json]));
}
