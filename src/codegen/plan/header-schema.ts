import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/**
 * The properties of an input schema that travel as HTTP headers, too (`x-mcp-header`, 2026-07-28), nested ones included: what
 * a call must show the protocol engine. `undefined` where there is none.
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
