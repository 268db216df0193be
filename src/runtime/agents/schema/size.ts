import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import type { ProviderLimits } from "./profile.js";

/** How much a printed schema uses of what a provider allows. */
export function sizeOf(schema: JsonObject): ProviderLimits {
  const size = { depth: 0, properties: 0, enumValues: 0, characters: 0 };
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
      for (const value of values as readonly Json[]) size.characters += String(value).length;
    }
    for (const part of [each["items"], each["additionalProperties"]])
      if (part !== undefined) open.push({ schema: part, depth: inside });
    if (Array.isArray(each["anyOf"]))
      for (const part of each["anyOf"] as readonly Json[]) open.push({ schema: part, depth: inside });
  }
  return size;
}
