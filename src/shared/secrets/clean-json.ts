import { isJsonObject, type Json, objectOf } from "../json/json.js";
import { cleanText, freeName, type JsonCleaning, MASK } from "./json-text.js";

/**
 * Cleans every text in a JSON value, including names of members and texts that are JSON themselves, and every number. Names that become
 * the same get a number: `***`, `*** (2)`.
 */
export function cleanJson<V>(value: V, cleaning: JsonCleaning): V {
  const walk = (each: Json): Json => {
    if (typeof each === "string") return cleanText(each, cleaning);
    if (typeof each === "number") return cleaning.hidesNumber(String(each)) ? MASK : each;
    if (Array.isArray(each)) return each.map(walk);
    if (!isJsonObject(each)) return each;
    const taken = new Set<string>();
    const members = new Map(
      Object.keys(each).map((key) => [freeName(cleaning.text(key), taken), walk(each[key] as Json)]),
    );
    return objectOf([...members.keys()], (key) => members.get(key) ?? null);
  };
  return walk(value as Json) as V;
}
