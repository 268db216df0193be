import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/**
 * The part of an input schema that says which properties travel as HTTP headers, too (`x-mcp-header`, 2026-07-28): what a
 * call must show the protocol engine. `undefined` where there is none.
 */
export function headerSchema(schema: Json): JsonObject | undefined {
  if (!isJsonObject(schema)) return undefined;
  const header = schema["x-mcp-header"];
  if (typeof header === "string") return { type: typeof schema["type"] === "string" ? schema["type"] : "string", "x-mcp-header": header };
  const properties = schema["properties"];
  if (!isJsonObject(properties)) return undefined;
  const carrying = Object.entries(properties).flatMap(([name, property]) => {
    const inner = headerSchema(property);
    return inner === undefined ? [] : [[name, inner] as const];
  });
  return carrying.length === 0 ? undefined : { type: "object", properties: Object.fromEntries(carrying) };
}
