import { isJsonObject } from "../../shared/json/json.js";
import { brokenAnswers } from "./broken.js";
import { utf8 } from "../../shared/bytes/base64.js";
import { batched, parse } from "./parse.js";

/** How many places of a text are tried for a message; a text is no message because it has many braces. */
const MOST_STARTS = 16;

/** Members that only a JSON-RPC message has together with an id. */
const MEMBERS = ["jsonrpc", "result", "error"];

/**
 * The JSON-RPC messages in a whole text, or a stand-in for an answer of which only the id can be read. Empty: the text is no
 * message.
 */
export function readText(text: string): readonly unknown[] {
  const messages = readMessages(text);
  return messages.length > 0 ? messages : brokenAnswersIn(text);
}

/**
 * The JSON-RPC messages in a text: one, a batch (2025-03-26), several behind each other, or an answer with other text around
 * it.
 */
export function readMessages(text: string): readonly unknown[] {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const value = parse(json);
  if (isJsonObject(value)) return isMessage(value) ? [value] : [];
  if (value !== undefined) return batched(value).filter(isMessage);
  return salvage(json);
}

/** Whether a value is meant as JSON-RPC. A log line in JSON is not. */
function isMessage(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  if (typeof value["method"] === "string") return value["jsonrpc"] !== undefined || "params" in value;
  return MEMBERS.some((member) => member in value) && ("id" in value || value["jsonrpc"] !== undefined);
}

/**
 * Messages inside of a text. Behind other text only answers count: programs print what they receive, and a request that
 * was printed is not one of theirs.
 */
function salvage(text: string): readonly unknown[] {
  const found: unknown[] = [];
  const pure = text.trimStart().startsWith("{");
  let start = text.indexOf("{");
  for (let tries = 0; start !== -1 && tries < MOST_STARTS; tries++) {
    const end = endOfObject(text, start);
    const value = end === undefined ? undefined : parse(text.slice(start, end));
    const counts = isMessage(value) && (pure || typeof (value as { method?: unknown }).method !== "string");
    if (counts) found.push(value);
    start = text.indexOf("{", counts ? end : start + 1);
  }
  return found;
}

/** Where the object that begins at `start` ends. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === "\\") i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}

/** Answers that cannot be parsed, but say whose they are. */
export function brokenAnswersIn(text: string): readonly unknown[] {
  const start = text.search(/\{\s*"/);
  if (start === -1 || !/"(result|error)"\s*:/.test(text)) return [];
  if (parse(text) !== undefined) return [];
  return brokenAnswers(utf8(text.slice(start)), { reason: "it is not JSON", answer: text });
}
