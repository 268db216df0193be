import type { Answer } from "../answers/answer.js";

/** An answer where only text can go: other parts are named by their type and size. */
export function asText({ parts }: Answer): string {
  return parts
    .map((part) => {
      if (part.type === "text") return part.text;
      const bytes = Math.floor((part.data.length * 3) / 4);
      return `[${part.type}: ${part.mimeType}, ${bytes} bytes]`;
    })
    .join("\n");
}
