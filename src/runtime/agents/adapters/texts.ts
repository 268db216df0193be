import type { Answer } from "../answers/answer.js";

/** Formats an answer for a place that takes only text: other parts are described by their type and size. */
export function asText({ parts }: Answer): string {
  return parts
    .map((part) => {
      if (part.type === "text") return part.text;
      const bytes = Math.floor((part.data.length * 3) / 4);
      return `[${part.type}: ${part.mimeType}, ${bytes} bytes]`;
    })
    .join("\n");
}
