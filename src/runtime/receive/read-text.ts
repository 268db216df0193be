import { isJsonObject } from "../../shared/json/json.js";
import { brokenAnswers } from "./broken.js";
import { utf8 } from "../../shared/bytes/base64.js";
import { batched, parse } from "./parse-message.js";

/** At how many positions of a text a message is looked for: a text with many braces is not a message. */
const MOST_STARTS = 16;

/** Members that only a JSON-RPC message has together with an id. */
const MEMBERS = ["jsonrpc", "result", "error"];

/**
 * Returns the JSON-RPC messages in a complete text, or a placeholder for an answer of which only the id can be read. Empty: the
 * text is not a message.
 */
export function readText(text: string): readonly unknown[] {
  const messages = readMessages(text);
  return messages.length > 0 ? messages : brokenAnswersIn(text);
}

/**
 * Returns the JSON-RPC messages in a text: one, a batch (2025-03-26), several in sequence, or an answer surrounded by other
 * text.
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
 * Finds messages within other text. Only answers count there: programs print what they receive, and a printed request is not
 * their own.
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

/** Returns where the object that begins at `start` ends. */
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

/** Returns placeholders for answers that cannot be parsed but have an id. */
export function brokenAnswersIn(text: string): readonly unknown[] {
  const start = text.search(/\{\s*"/);
  if (start === -1 || !/"(result|error)"\s*:/.test(text)) return [];
  if (parse(text) !== undefined) return [];
  return brokenAnswers(utf8(text.slice(start)), { reason: "it is not JSON", answer: text });
}
