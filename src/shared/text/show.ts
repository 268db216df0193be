import { escapeForPeople, replaceInvisible } from "./invisible.js";

/** Begins a command to GitHub Actions anywhere in a line of a log (`##[add-mask]…`). */
const COMMAND = "##[";

/**
 * Escapes foreign text for a terminal, a log or an error message: every invisible or control character becomes a visible
 * `\u{…}` escape, nothing in it is a command to a reader of the log, and it is cut at `limit` characters (default 200).
 */
export function show(text: unknown, limit = 200): string {
  const visible = replaceInvisible(String(text), escapeForPeople).replaceAll(COMMAND, "#\\u{23}[");
  return visible.length <= limit ? visible : `${visible.slice(0, limit)}… (${visible.length - limit} more)`;
}
