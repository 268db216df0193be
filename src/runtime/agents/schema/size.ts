import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import type { ProviderLimits } from "./profile.js";

/** An enum with more values than this counts as long. */
const LONG_ENUM = 250;

/** Measures a printed schema against what a provider limits. */
export function sizeOf(schema: JsonObject): ProviderLimits {
  const size = { depth: 0, properties: 0, enumValues: 0, characters: 0, longEnumCharacters: 0 };
  const open: { readonly schema: Json; readonly depth: number }[] = [{ schema, depth: 0 }];
  for (const { schema: each, depth } of open) {
    if (!isJsonObject(each)) continue;
    const isObject = isJsonObject(each["properties"]);
    const inside = isObject ? depth + 1 : depth;
    size.depth = Math.max(size.depth, inside);
    const named = [each["properties"], each["$defs"]].filter((value) => value !== undefined);
    for (const members of named) {
      if (!isJsonObject(members)) continue;
      for (const [name, member] of Object.entries(members)) {
        size.characters += name.length;
        open.push({ schema: member, depth: members === each["$defs"] ? 0 : inside });
      }
    }
    if (isObject) size.properties += Object.keys(each["properties"] as JsonObject).length;
    const values = each["enum"];
    if (Array.isArray(values)) {
      size.enumValues += values.length;
      const characters = (values as readonly Json[]).reduce<number>(
        (sum, value) => sum + String(value).length,
        0,
      );
      size.characters += characters;
      if (values.length > LONG_ENUM) size.longEnumCharacters = Math.max(size.longEnumCharacters, characters);
    }
    for (const part of [each["items"], each["additionalProperties"]])
      if (part !== undefined) open.push({ schema: part, depth: inside });
    for (const parts of [each["anyOf"], each["prefixItems"]])
      if (Array.isArray(parts))
        for (const part of parts as readonly Json[]) open.push({ schema: part, depth: inside });
  }
  return size;
}
