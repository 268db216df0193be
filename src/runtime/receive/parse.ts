import { isJsonObject } from "../../shared/json/json.js";
import { NOTES } from "./notes.js";

const DEEPEST_BATCH = 4;

/** A JSON string, or a number that JSON does not have. */
const TEXT_OR_WORD = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses JSON; `undefined` if the text is not JSON. `NaN` and `Infinity`, which Python encoders write although JSON does not
 * have them, become null.
 */
export function parse(text: string): unknown {
  const value = parseStrictly(text);
  if (value !== undefined || !/NaN|Infinity/.test(text)) return value;
  const repaired = parseStrictly(text.replace(TEXT_OR_WORD, (it) => (it.startsWith('"') ? it : "null")));
  for (const message of batched(repaired))
    if (isJsonObject(message)) Object.assign(message, { [NOTES]: ["`NaN` or `Infinity` was read as null"] });
  return repaired;
}

/** Returns the messages of a parsed text: one, or a batch (2025-03-26), even a batch of batches. */
export function batched(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flat(DEEPEST_BATCH) : [value];
}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
