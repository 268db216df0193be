import { isJsonObject, type Json } from "../../../shared/json/json.js";
import { equal } from "../../../shared/json-schema/equal.js";
import type { ContentBlock } from "../../results/content-block.js";

/**
 * Returns the text blocks that repeat the structured content: each of them as a whole, or all of them together as the items of a
 * list. Frameworks wrap what is not an object in a member `result`, and may list media in it.
 */
export function repeatedTexts(
  content: readonly ContentBlock[],
  structured: unknown,
): ReadonlySet<ContentBlock> {
  if (structured === undefined || structured === null) return new Set();
  const texts = content.filter((block) => block.type === "text");
  const value = structured as Json;
  const inner = unwrapped(value);
  const whole = texts.filter(({ text }) => tells(text, value) || tells(text, inner));
  if (whole.length > 0 || !Array.isArray(inner)) return new Set(whole);
  const items = (inner as readonly Json[]).filter((item) => !isOtherBlock(item));
  const isList = texts.length === items.length && texts.every(({ text }, i) => tells(text, items[i] as Json));
  const [only] = texts;
  return new Set(
    isList || (texts.length === 1 && only !== undefined && tells(only.text, items)) ? texts : [],
  );
}

/** Prints structured content, with a note in place of base64 that a block of `content` holds. */
export function withoutMedia(structured: unknown, content: readonly ContentBlock[]): string {
  const shown = new Map(content.flatMap(mediaOf));
  return JSON.stringify(structured, (_key, value: unknown) =>
    typeof value === "string" && shown.has(value) ? `[the ${shown.get(value) ?? ""} below]` : value,
  );
}

function mediaOf(block: ContentBlock): readonly (readonly [string, string])[] {
  if (block.type === "image" || block.type === "audio")
    return block.data === "" ? [] : [[block.data, block.type]];
  if (block.type !== "resource") return [];
  const { blob } = block.resource as { readonly blob?: unknown };
  return typeof blob === "string" && blob !== "" ? [[blob, "file"]] : [];
}

/** The only member `result`, or the value itself. */
function unwrapped(value: Json): Json {
  const isWrapped = isJsonObject(value) && Object.keys(value).join() === "result";
  return isWrapped ? (value["result"] as Json) : value;
}

/** Whether a text is `value`: as it is, as JSON, or as a text block. */
function tells(text: string, value: Json): boolean {
  if (text === value) return true;
  if (isJsonObject(value) && value["type"] === "text" && value["text"] === text) return true;
  try {
    return equal(JSON.parse(text) as Json, value);
  } catch {
    return false;
  }
}

const OTHER_BLOCKS: readonly unknown[] = [
  "image",
  "audio",
  "resource",
  "resource_link",
] satisfies ContentBlock["type"][];

/** Whether an item is a content block other than a text. */
function isOtherBlock(item: Json): boolean {
  return isJsonObject(item) && OTHER_BLOCKS.includes(item["type"]);
}
