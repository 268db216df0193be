import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** TOML with a table for the server at its end. */
export function withTomlServer(
  text: string,
  place: readonly string[],
  key: string,
  entry: JsonObject,
): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = [`[${[...place, key].map(tomlKey).join(".")}]`, ...members(entry)];
  const gap = text === "" ? "" : text.endsWith("\n") ? newline : newline + newline;
  return `${text}${gap}${lines.join(newline)}${newline}`;
}

/**
 * TOML without the tables of a server, and without the empty line before them.
 * @throws {RangeError} where the server is no table of its own
 */
export function withoutTomlServer(text: string, place: readonly string[], key: string): string {
  const lines = text.split(/(?<=\n)/);
  const header = [...place, key].map(
    (each) => `(?:${literal(tomlKey(each))}|"${literal(each)}"|'${literal(each)}')`,
  );
  const own = new RegExp(`^\\s*\\[\\s*${header.join("\\s*\\.\\s*")}\\s*(?:\\]|\\.)`);
  const start = lines.findIndex((line) => own.test(line));
  if (start === -1) throw new RangeError("it is no table of its own");
  let end = start + 1;
  while (end < lines.length && (own.test(lines[end] ?? "") || !/^\s*\[/.test(lines[end] ?? ""))) end++;
  // Comments and empty lines before the next table are the next table's.
  while (end > start + 1 && end < lines.length && /^\s*(?:#.*)?\r?\n$/.test(lines[end - 1] ?? "")) end--;
  const from = start > 0 && (lines[start - 1] ?? "").trim() === "" ? start - 1 : start;
  return [...lines.slice(0, from), ...lines.slice(end)].join("");
}

function members(entry: JsonObject): readonly string[] {
  return Object.entries(entry).map(([name, value]) => `${tomlKey(name)} = ${tomlValue(value)}`);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

/** Texts of JSON are texts of TOML, but for U+007F. */
function tomlValue(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(tomlValue).join(", ")}]`;
  if (isJsonObject(value))
    return `{ ${Object.entries(value)
      .map(([name, item]) => `${tomlKey(name)} = ${tomlValue(item)}`)
      .join(", ")} }`;
  return JSON.stringify(value ?? "").replaceAll("\u007f", "\\u007f");
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
