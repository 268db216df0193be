import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";

/**
 * Returns tools as a later version of their server might list them: every third of those that change is gone, the others have a
 * new required argument.
 */
export function drifted(tools: readonly Json[], changes: (name: string) => boolean): readonly Json[] {
  let changed = 0;
  return tools.flatMap((tool) => {
    if (!isJsonObject(tool) || !changes(String(tool["name"]))) return [tool];
    return ++changed % 3 === 0 ? [] : [wanting(tool)];
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
      properties: { ...properties, newly_required: { type: "string" } },
      required: [...required, "newly_required"],
    },
  };
}

/** Returns an answer without the first member of its data. */
export function thinned(result: JsonObject): JsonObject {
  const { structuredContent: data } = result;
  if (!isJsonObject(data)) return result;
  const [first = "", ...others] = Object.keys(data);
  const left = Object.fromEntries(others.map((key) => [key, data[key] as Json]));
  return first === ""
    ? result
    : { ...result, structuredContent: left, content: [{ type: "text", text: JSON.stringify(left) }] };
}
