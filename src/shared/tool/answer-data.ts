import { isJsonObject, type Json, type JsonObject } from "../json/json.js";

/**
 * How a tool without an output schema writes data: as one JSON text, or as several, one per line or content block. Undeclared
 * structured content counts as a single value.
 */
export type AnswerForm = "json" | "lines";

/** A Markdown code block: its language and content. */
const FENCE = /^(?:```|~~~)([^\n`]*)\n([\s\S]*?)\n?^(?:```|~~~)[ \t]*$/gm;

/**
 * Returns the data in the texts of an answer, read in `form`; `undefined` if there is none. Only objects and arrays are data,
 * since prose can look like a JSON number or word by chance.
 */
export function dataOfTexts(texts: readonly string[], form: AnswerForm): Json | undefined {
  if (form === "lines") return itemsOf(texts);
  return texts.length === 1 ? jsonOf(texts[0] as string) : undefined;
}

/** Returns the form in which all of several answers can be read; `undefined` if there is none, so that their texts are prose. */
export function formOf(answers: readonly (readonly string[])[]): AnswerForm | undefined {
  return (["json", "lines"] as const).find((form) =>
    answers.every((texts) => dataOfTexts(texts, form) !== undefined),
  );
}

/** Returns the texts of content blocks; `undefined` if there are other blocks, which would be lost. */
export function textsOf(content: unknown): readonly string[] | undefined {
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((block: unknown) =>
    isJsonObject(block) && block["type"] === "text" && typeof block["text"] === "string"
      ? block["text"]
      : undefined,
  );
  return texts.includes(undefined) ? undefined : (texts as readonly string[]);
}

/** So many characters may stand around a code block of data, or a quarter of its length. */
const MOST_AROUND = 60;

/** Reads one text as data: JSON, or a code block of JSON that is the text but for a line before and one after it. */
function jsonOf(text: string): Json | undefined {
  const plain = parsed(text);
  if (plain !== undefined) return plain;
  const [block, other] = [...text.matchAll(FENCE)];
  if (block === undefined || other !== undefined || !/^\s*(?:json[c5]?)?\s*$/i.test(block[1] ?? ""))
    return undefined;
  const [whole, , code = ""] = block;
  const around = [text.slice(0, block.index), text.slice(block.index + whole.length)].map((part) =>
    part.trim(),
  );
  const isPage = around.some((part) => part.includes("\n") || part.startsWith("#"));
  return isPage || around.join("").length > Math.max(MOST_AROUND, code.length / 4) ? undefined : parsed(code);
}

/** Reads every block as one value, or as one value per line. */
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
