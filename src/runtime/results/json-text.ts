import { show } from "../../shared/text/show.js";

/** `JSON.parse` with an error that shows the text. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SyntaxError(`This is not JSON: ${show(text, 80) || "(no text)"}`, { cause });
  }
}
