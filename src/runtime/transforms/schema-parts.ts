import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** The object under a keyword; empty where there is none. */
export function objectAt(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isJsonObject(value) ? value : {};
}

/** The strings of a list under a keyword. */
export function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === "string") : [];
}

/** Another object of the entries. `fromEntries` defines members, so that one named `__proto__` is one like any other. */
export function mapEntries(
  object: JsonObject,
  map: (key: string, value: Json) => readonly [string, Json],
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => map(key, value)));
}
