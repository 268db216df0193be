import type { JsonObject } from "../json/json.js";
import { fieldsOf, type ParsedConfig } from "./entry.js";

/** Returns the config as one object with `mcpServers`: entries in common fields, including rejected ones and unknown fields. */
export function configObject(config: Pick<ParsedConfig, "servers" | "rejected" | "rest">): JsonObject {
  const written = config.servers.map((entry): [string, JsonObject] => [entry.key, fieldsOf(entry)]);
  const mcpServers = Object.fromEntries([...written, ...Object.entries(config.rejected)]);
  return { ...config.rest, mcpServers };
}

/** Formats `configObject` as JSON text, indented by two, with a final newline. References stay references. */
export function serializeConfig(config: Pick<ParsedConfig, "servers" | "rejected" | "rest">): string {
  return `${JSON.stringify(configObject(config), null, 2)}\n`;
}
