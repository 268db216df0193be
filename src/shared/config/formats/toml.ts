import { reason } from "../../text/reason.js";
import type { Json, JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import { pointerKeys } from "../fault.js";
import { type ConfigDocument, type Place, whyInvalid } from "./document.js";

/** Reads TOML 1.0. Never throws. The library is loaded with the first document. */
export async function readToml(text: string): Promise<ConfigDocument> {
  const { parse, TomlError } = await import("smol-toml");
  const placeOf = (pointer: string): Place => placeOfTable(text, pointerKeys(pointer));
  try {
    return { value: jsonOf(parse(text)), faults: [], placeOf };
  } catch (error) {
    const { line, column } = error instanceof TomlError ? error : { line: 1, column: 1 };
    const why = whyInvalid(reason(error));
    const message = `The config is not valid TOML: ${show(why.replace(/^Invalid TOML document: /, ""))}.`;
    const fault = { pointer: "", line, column, message, hint: "Correct the text there." };
    return { value: undefined, faults: [fault], placeOf };
  }
}

/** Converts dates to strings, since JSON has none. */
function jsonOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Date || typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)])) as JsonObject;
}

/** Returns the position of a key as far as table headers show it; the parser keeps no positions. */
function placeOfTable(text: string, keys: readonly string[]): Place {
  const lines = text.split(/\r?\n/);
  for (let depth = keys.length; depth > 0; depth--) {
    const header = keys.slice(0, depth).map(keyPattern).join("\\s*\\.\\s*");
    const table = lines.findIndex((line) => new RegExp(`^\\s*\\[+\\s*${header}\\s*[\\].]`).test(line));
    if (table === -1) continue;
    const next = keys[depth];
    const offset =
      next === undefined
        ? -1
        : lines
            .slice(table + 1)
            .findIndex((line) => new RegExp(`^\\s*${keyPattern(next)}\\s*[=.]`).test(line));
    return { line: table + offset + 2, column: 1 };
  }
  return { line: 1, column: 1 };
}

function keyPattern(key: string): string {
  const literal = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return `(?:"${literal}"|'${literal}'|${literal})`;
}
