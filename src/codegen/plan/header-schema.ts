import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/**
 * Returns the properties of an input schema that are also sent as HTTP headers (`x-mcp-header`, 2026-07-28), including nested
 * ones, for the protocol engine; `undefined` if there are none.
 */
export function headerProperties(schema: Json): JsonObject | undefined {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  if (!isJsonObject(properties)) return undefined;
  const carrying = Object.entries(properties).flatMap(([name, property]): [string, Json][] => {
    if (!isJsonObject(property)) return [];
    const header = property["x-mcp-header"];
    if (typeof header === "string")
      return [[name, { type: property["type"] ?? "string", "x-mcp-header": header }]];
    const inner = headerProperties(property);
    return inner === undefined ? [] : [[name, { type: "object", properties: inner }]];
  });
  return carrying.length === 0 ? undefined : Object.fromEntries(carrying);
}
