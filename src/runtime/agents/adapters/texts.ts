import type { Answer } from "../answers/answer.js";
import { noteOf } from "../answers/media.js";

/** Formats an answer for a place that takes only text: other parts are described by their type and size. */
export function asText({ parts }: Answer): string {
  return parts.map((part) => (part.type === "text" ? part.text : noteOf(part))).join("\n");
}
