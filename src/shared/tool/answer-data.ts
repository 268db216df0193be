import { isJsonObject, type Json, type JsonObject } from "../json/json.js";

/**
 * How a tool that declares no output schema writes data: as one JSON text, or as several, one a line or a content block.
 * Structured content that nobody declared counts as the one value that it is.
 */
export type AnswerForm = "json" | "lines";

/** A code block of Markdown: its language, and what is in it. */
const FENCE = /^(?:```|~~~)([^\n`]*)\n([\s\S]*?)\n?^(?:```|~~~)[ \t]*$/gm;

/**
 * The data in the texts of an answer, read as `form` says; `undefined`: they hold none. Only objects and arrays are data, since prose
 * can look like a number or a word of JSON by chance.
 */
export function dataOfTexts(texts: readonly string[], form: AnswerForm): Json | undefined {
  if (form === "lines") return itemsOf(texts);
  return texts.length === 1 ? jsonOf(texts[0] as string) : undefined;
}

/** The form in which every one of several answers can be read; `undefined`: there is none, so their texts are prose. */
export function formOf(answers: readonly (readonly string[])[]): AnswerForm | undefined {
  return (["json", "lines"] as const).find((form) =>
    answers.every((texts) => dataOfTexts(texts, form) !== undefined),
  );
}

/** The texts of content blocks; `undefined` where other blocks stand among them, which data would lose. */
export function textsOf(content: unknown): readonly string[] | undefined {
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((block: unknown) =>
    isJsonObject(block) && block["type"] === "text" && typeof block["text"] === "string"
      ? block["text"]
      : undefined,
  );
  return texts.includes(undefined) ? undefined : (texts as readonly string[]);
}

/** One text as data: JSON, or the only code block of a text that holds JSON. */
function jsonOf(text: string): Json | undefined {
  const plain = parsed(text);
  if (plain !== undefined) return plain;
  const [block, other] = [...text.matchAll(FENCE)];
  if (block === undefined || other !== undefined || !/^\s*(?:json[c5]?)?\s*$/i.test(block[1] ?? ""))
    return undefined;
  return parsed(block[2] ?? "");
}

/** Every block as one value, or as one a line. */
function itemsOf(texts: readonly string[]): Json | undefined {
  const items: Json[] = [];
  for (const text of texts) {
    const whole = jsonOf(text);
    const found = whole === undefined ? text.split("\n").filter((line) => line.trim() !== "") : [whole];
    for (const each of found) {
      const item = typeof each === "string" ? parsed(each) : each;
      if (item === undefined) return undefined;
      items.push(item);
    }
  }
  return items;
}

function parsed(text: string): JsonObject | readonly Json[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonObject | readonly Json[];
  } catch {
    return undefined;
  }
}
