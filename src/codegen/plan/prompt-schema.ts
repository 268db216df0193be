import type { Json, JsonObject } from "../../shared/json/json.js";
import { type PromptModel, rewriteSchema } from "../model/index.js";

/** Returns the arguments of a prompt as the schema of one object: strings, except where FastMCP says which JSON it expects. */
export function promptSchema(prompt: PromptModel): JsonObject {
  const properties = prompt.arguments.map(({ name, title, description, schema }) => {
    const notes = {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
    };
    const value: Json = schema === undefined ? { type: "string" } : below(name, schema);
    return [name, { ...(value as JsonObject), ...notes }] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: prompt.arguments.flatMap(({ name, required }) => (required ? [name] : [])),
    additionalProperties: false,
  };
}

/** Moves a whole schema to a property: references to its root now refer to the property. */
function below(property: string, schema: Json): Json {
  const base = `#/properties/${encodeURIComponent(property.replace(/~/g, "~0").replace(/\//g, "~1"))}`;
  return rewriteSchema(schema, (object, position) => {
    const ref = object["$ref"];
    if (position !== "schema" || typeof ref !== "string" || !(ref === "#" || ref.startsWith("#/")))
      return object;
    return { ...object, $ref: `${base}${ref.slice(1)}` };
  });
}
