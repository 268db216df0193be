import { isJsonObject, type Json } from "../json/json.js";
import { show } from "../text/show.js";

/** Replaces a schema that cannot be used: the arguments of a call are always an object (MCP, `tools/call`). */
export const ANY_OBJECT = { type: "object" } as const;

/**
 * Returns why `schema` cannot be the input schema of a tool, as a clause: it is not a schema, or accepts no object. `undefined`
 * if it can. Such a tool is used with {@link ANY_OBJECT} instead: its server knows what it accepts.
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

/** Describes the kind of a value, for messages. */
export function kindOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
