import { escapeForPeople, replaceInvisible } from "./invisible.js";

/** Begins a command to GitHub Actions wherever it stands in a line of a log (`##[add-mask]…`). */
const COMMAND = "##[";

/**
 * Foreign text made fit for a terminal, a log or an error message: every invisible or control character
 * becomes a visible `\u{…}` escape, nothing in it is a command to who reads the log, and the text is cut at `limit` characters
 * (default 200).
 */
export function show(text: unknown, limit = 200): string {
  const visible = replaceInvisible(String(text), escapeForPeople).replaceAll(COMMAND, "#\\u{23}[");
  return visible.length <= limit ? visible : `${visible.slice(0, limit)}… (${visible.length - limit} more)`;
}
