/**
 * Every character that is invisible, or looks like something else: controls (C0, DEL, C1), soft hyphen, joiners, fillers, marks
 * of direction, separators of lines and paragraphs, variation selectors, tags, musical and shorthand controls, lone surrogates,
 * what stands for an object, private characters and noncharacters.
 * The space is not included; line feed and tab are, and callers that keep them pass them as `except`. Listed by number, not by
 * category, so that every version of Node finds the same.
 */
const RANGES =
  "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e" +
  "\\u2060-\\u206f\\u2800\\u3164\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffc\\ufffe\\uffff" +
  "\\u{13430}-\\u{1345f}\\u{16fe4}\\u{1bca0}-\\u{1bca3}" +
  "\\u{1d159}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}\\u{f0000}-\\u{10ffff}\\ud800-\\udfff" +
  // the last two of each plane
  Array.from(
    { length: 14 },
    (_, i) => `\\u{${(i + 1).toString(16)}fffe}\\u{${(i + 1).toString(16)}ffff}`,
  ).join("");

const ONE = new RegExp(`[${RANGES}]`, "u");
const ALL = new RegExp(`[${RANGES}]`, "gu");

/** Whether a text contains an invisible character other than those in `except`. */
export function hasInvisible(text: string, except = ""): boolean {
  return ONE.test(text) && [...text.matchAll(ALL)].some(([character]) => !except.includes(character));
}

/** Replaces every invisible character of a text other than those in `except`. */
export function replaceInvisible(
  text: string,
  replacement: (character: string) => string,
  except = "",
): string {
  return text.replace(ALL, (character) => (except.includes(character) ? character : replacement(character)));
}

/** Formats an invisible character for people: `\u{200b}`. */
export function escapeForPeople(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Formats an invisible character for JSON and JavaScript: `\u200b`, with two escapes for a surrogate pair. */
export function escapeForCode(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
