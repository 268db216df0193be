import { isJsonObject } from "../../shared/json/json.js";
import { NOTES } from "./notes.js";

const DEEPEST_BATCH = 4;

/** A text of JSON, or a number that JSON does not have. */
const TEXT_OR_WORD = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * The JSON value of a text; `undefined`: it is none. `NaN` and `Infinity`, which encoders of Python write and JSON does not have,
 * count as null.
 */
export function parse(text: string): unknown {
  const value = parseStrictly(text);
  if (value !== undefined || !/NaN|Infinity/.test(text)) return value;
  const repaired = parseStrictly(text.replace(TEXT_OR_WORD, (it) => (it.startsWith('"') ? it : "null")));
  for (const message of batched(repaired))
    if (isJsonObject(message)) Object.assign(message, { [NOTES]: ["`NaN` or `Infinity` was read as null"] });
  return repaired;
}

/** The messages that a parsed text is meant as: one, or a batch (2025-03-26), of batches even. */
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
