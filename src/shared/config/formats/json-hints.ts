import type { ParseError } from "jsonc-parser";
import type { ConfigFault } from "../fault.js";
import { placeAt } from "./document.js";

/** Returns what to do about a syntax error, for common mistakes. */
export function hintFor(text: string, { offset, length }: ParseError): string {
  const at = text.slice(offset, offset + Math.max(length, 1));
  if (/^\s*"[^"\n]*"\s*:/.test(text)) return 'It is a fragment: write { "mcpServers": { … } } around it.';
  if (/^[“”„«]/.test(at)) return "Replace the typographic quotes with straight ones.";
  if (at.startsWith("'")) return 'Write double quotes: "…".';
  if (at.startsWith("#")) return "JSON comments begin with //.";
  if (at.startsWith('"') && /\\[^"\\/bfnrtu]|\\u(?![0-9a-fA-F]{4})/.test(at))
    return String.raw`Write "\\" for each backslash of a path.`;
  return "Correct the text there; comments and trailing commas are allowed.";
}

/** Deeper than any config, but not too deep for the parser's stack. */
const DEEPEST = 500;

/** Returns a fault if brackets are nested too deeply to be read; those within strings do not count. */
export function tooDeep(text: string): ConfigFault | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth <= DEEPEST) continue;
    const message = `The config is nested more than ${DEEPEST} levels deep.`;
    return { pointer: "", ...placeAt(text, index), message, hint: "Check what wrote it." };
  }
  return undefined;
}
