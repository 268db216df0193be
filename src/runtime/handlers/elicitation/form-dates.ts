import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";

/** Returns the values of a form with dates as it asks for them: a day where the format is `date`, else a time in UTC. */
export function withoutDates(content: object, schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const entries = Object.entries(content).map(([key, value]: [string, unknown]) => {
    if (!(value instanceof Date)) return [key, value] as const;
    const text = value.toJSON() as string | null;
    const property = properties[key];
    const isDay = isJsonObject(property) && property["format"] === "date";
    return [key, isDay && text !== null ? text.slice(0, text.indexOf("T")) : text] as const;
  });
  return Object.fromEntries(entries) as JsonObject;
}
