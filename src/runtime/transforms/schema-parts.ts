import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** Returns the object under a keyword; empty if there is none. */
export function objectAt(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isJsonObject(value) ? value : {};
}

/** Returns the strings of a list under a keyword. */
export function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === "string") : [];
}

/** Makes a new object of the mapped entries. `fromEntries` defines members, so that `__proto__` is a name like any other. */
export function mapEntries(
  object: JsonObject,
  map: (key: string, value: Json) => readonly [string, Json],
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => map(key, value)));
}
