/**
 * C1 controls, bidi, zero-width, filler, variation and tag characters, separators: what no person sees, and what moves the cursor
 * of a terminal. By number, not by category, so that every version of Node writes the same bytes.
 */
const INVISIBLE =
  /[\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/**
 * The JSON of `value` in which nothing is hidden: invisible and control characters are `\uXXXX` escapes. It parses to the same
 * value, in a terminal it is only text, and a review sees what is in it. `indent`: spaces a level, default 2.
 */
export function visibleJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replace(INVISIBLE, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
