import { isJsonObject, type Json } from "../json/json.js";
import { show } from "../text/show.js";

/** Stands for a schema that says nothing: a call carries an object in any case (MCP, `tools/call`). */
export const ANY_OBJECT = { type: "object" } as const;

/**
 * Why `schema` cannot be the input schema of a tool, as a clause: it is none, or lets no object in. `undefined`: it can. A tool
 * with such a schema is used with {@link ANY_OBJECT} in its place: its server knows what it takes.
 */
export function inputSchemaFault(schema: Json | undefined): string | undefined {
  if (schema === undefined) return "it has no inputSchema";
  if (!isJsonObject(schema)) return `its inputSchema is ${kindOf(schema)}, not an object`;
  const { type } = schema;
  const takesObject =
    type === undefined || type === "object" || (Array.isArray(type) && type.includes("object"));
  return takesObject
    ? undefined
    : `its inputSchema says type ${show(JSON.stringify(type), 60)}, not "object"`;
}

/** What a value is, for messages. */
export function kindOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
