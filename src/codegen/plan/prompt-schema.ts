import type { Json, JsonObject } from "../../shared/json/json.js";
import { type PromptModel, rewriteSchema } from "../model/index.js";

/** The arguments of a prompt as the schema of one object: strings, but where FastMCP says which JSON it wants. */
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

/** A whole schema as that of one property: what pointed at its root now points at the property. */
function below(property: string, schema: Json): Json {
  const base = `#/properties/${encodeURIComponent(property.replace(/~/g, "~0").replace(/\//g, "~1"))}`;
  return rewriteSchema(schema, (object, position) => {
    const ref = object["$ref"];
    if (position !== "schema" || typeof ref !== "string" || !(ref === "#" || ref.startsWith("#/")))
      return object;
    return { ...object, $ref: `${base}${ref.slice(1)}` };
  });
}
