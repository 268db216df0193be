import { fromBase64 } from "../../../shared/bytes/base64.js";
import type { Answer, AnswerPart } from "./answer.js";

type Media = Exclude<AnswerPart, { readonly type: "text" }>;

/** Types whose content is text. */
const TEXT = /^text\/|\+(?:xml|json)$|^application\/(?:json|xml|yaml|x-yaml|toml|sql|javascript|typescript)$/;

/**
 * Replaces what a provider does not take: text by itself (an SVG image, a JSON file), anything else by a note of its type and size.
 *
 * @param taken media types that the provider documents for results of tools
 */
export function takeable(answer: Answer, taken: readonly string[]): Answer {
  const parts = answer.parts.map((part): AnswerPart => {
    if (part.type === "text" || taken.includes(part.mimeType)) return part;
    return { type: "text", text: textIn(part) ?? noteOf(part, taken) };
  });
  return { ...answer, parts };
}

/** Describes a part that is not shown: its type, its size, and what could be shown instead. */
export function noteOf(part: Media, taken: readonly string[] = []): string {
  const bytes = Math.floor((part.data.replace(/=+$/, "").length * 3) / 4);
  const name = part.type === "file" ? `file ${part.name}` : part.type;
  const instead =
    taken.length === 0
      ? "only text can be"
      : `only text and ${taken.join(", ")} can be; ask for one of these`;
  return `[${name}: ${part.mimeType}, ${bytes} bytes, not shown: ${instead}]`;
}

/** Returns the text of a part whose type is a text; `undefined` if it is none. */
function textIn(part: Media): string | undefined {
  if (!TEXT.test(part.mimeType)) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(fromBase64(part.data));
    return part.type === "file" ? `${part.name}:\n${text}` : text;
  } catch {
    return undefined;
  }
}
