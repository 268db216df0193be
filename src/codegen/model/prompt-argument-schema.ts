import { isJsonObject, type Json } from "../../shared/json/json.js";

/**
 * What Python FastMCP writes before the JSON Schema in the description of a prompt argument that is not a string: up to 3, and
 * since 4.
 */
const MARKERS = [
  "Provide as a JSON string matching the following schema:",
  "Provide a value matching the following JSON schema:",
];
/** What FastMCP 4 writes after the schema. */
const HINT = /\.?\s*(Encode non-string values as JSON\.?)?\s*$/;

/** The parsed description of a prompt argument. */
export interface ArgumentDescription {
  readonly description?: string;
  readonly schema?: Json;
}

/**
 * Parses the description of a prompt argument: arguments are strings in the protocol, and FastMCP says there which JSON it
 * expects in them.
 */
export function readArgumentDescription(text: string): ArgumentDescription {
  const [at, marker] = MARKERS.map((each) => [text.lastIndexOf(each), each] as const).reduce((last, each) =>
    each[0] > last[0] ? each : last,
  );
  if (at < 0) return { description: text };
  try {
    const schema: unknown = JSON.parse(text.slice(at + marker.length).replace(HINT, ""));
    if (!isJsonObject(schema)) return { description: text };
    const before = text.slice(0, at).trim();
    return { schema, ...(before !== "" && { description: before }) };
  } catch {
    return { description: text };
  }
}
