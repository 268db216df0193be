import { isJsonObject, type Json } from "../../shared/json/json.js";

/** What FastMCP (Python) writes into the description of a prompt argument that is not a string, before its JSON Schema. */
const MARKER = "Provide as a JSON string matching the following schema:";

/** The description of a prompt argument, taken apart. */
export interface ArgumentDescription {
  readonly description?: string;
  readonly schema?: Json;
}

/** Prompt arguments are strings on the wire; FastMCP says in their description which JSON it expects in them. */
export function readArgumentDescription(text: string): ArgumentDescription {
  const at = text.lastIndexOf(MARKER);
  if (at < 0) return { description: text };
  try {
    const schema: unknown = JSON.parse(text.slice(at + MARKER.length));
    if (!isJsonObject(schema)) return { description: text };
    const before = text.slice(0, at).trim();
    return { schema, ...(before !== "" && { description: before }) };
  } catch {
    return { description: text };
  }
}
