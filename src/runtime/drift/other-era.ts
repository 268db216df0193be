import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { Era } from "../connection/era.js";
import { isWrapper } from "../results/unwrap.js";

const ROOT = "#/properties/result";

/**
 * Returns an output schema as the same server would declare it in the other era, as far as that is known: for clients of 2025
 * and before, the TypeScript SDK wraps anything but an object as `{ result }`, and adjusts its references.
 */
export function asInEra(schema: JsonObject, era: Era): JsonObject {
  return era === "legacy" ? wrapped(schema) : unwrapped(schema);
}

function wrapped(schema: JsonObject): JsonObject {
  if (schema["type"] === "object") return schema;
  const { $schema } = schema;
  return {
    ...(typeof $schema === "string" && { $schema }),
    type: "object",
    properties: { result: rebase(schema, "#", ROOT) },
    required: ["result"],
  };
}

function unwrapped(schema: JsonObject): JsonObject {
  const { properties } = schema;
  const result = isJsonObject(properties) ? properties["result"] : undefined;
  if (!isJsonObject(result) || !isWrapper(schema, "legacy")) return schema;
  return rebase(result, ROOT, "#") as JsonObject;
}

/** Moves references below `from` to `to`. */
function rebase(value: Json, from: string, to: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => rebase(item, from, to));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => {
    const refers = key === "$ref" && typeof member === "string";
    if (!refers) return [key, rebase(member, from, to)] as const;
    const below = member === from || member.startsWith(`${from}/`);
    return [key, below ? to + member.slice(from.length) : member] as const;
  });
  return Object.fromEntries(members);
}
