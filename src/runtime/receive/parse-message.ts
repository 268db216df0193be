import { isJsonObject } from "../../shared/json/json.js";
import { NOTES } from "./notes.js";

const DEEPEST_BATCH = 4;

/** A JSON string, which may lack its end, or a number that JSON does not have. */
const TEXT_OR_WORD = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/g;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f]/g;

/**
 * Parses JSON; `undefined` if the text is not JSON. `NaN` and `Infinity`, which Python encoders write although JSON does not
 * have them, become null. Unescaped control characters in strings are kept.
 */
export function parse(text: string): unknown {
  const value = parseStrictly(text);
  if (value !== undefined) return value;
  const notes = new Set<string>();
  const repaired = text.replace(TEXT_OR_WORD, (it) => {
    if (!it.startsWith('"')) return (notes.add("`NaN` or `Infinity` was read as null"), "null");
    return it.replace(CONTROL, (control) => {
      notes.add("control characters within strings were not escaped");
      return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  });
  const read = notes.size === 0 ? undefined : parseStrictly(repaired);
  for (const message of batched(read))
    if (isJsonObject(message)) Object.assign(message, { [NOTES]: [...notes] });
  return read;
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
