import { show } from "./show.js";

/** Prefix of each line but the first, so that foreign text cannot imitate the beginning of our lines. */
const INDENT = "  ";

/**
 * Escapes foreign text of several lines like {@link show}, but keeps its line breaks: every line but the first is indented, so
 * that none can pass for our own message. Drops blank lines; `limit` applies to the whole text (default 1,000 characters).
 */
export function showLines(text: unknown, limit = 1_000): string {
  const whole = String(text);
  const cut = whole.length <= limit ? whole : `${whole.slice(0, limit)}… (${whole.length - limit} more)`;
  return linesOf(cut)
    .map((line, index) => (index === 0 || /^\s/.test(line) ? "" : INDENT) + shown(line))
    .join("\n");
}

/** Share of a shown log that comes from its beginning. */
const BEGINNING = 1 / 3;

/**
 * Formats a log for the end of a message: one line follows the message, several are put below it, without colors. Of a log
 * longer than `limit` characters (default 1,500), shows the first and the last lines.
 */
export function showLog(log: string, limit = 1_500): string {
  const plain = withoutColours(log).trimEnd();
  const lines = plain.length <= limit ? linesOf(plain) : endsOf(plain, limit);
  const [only] = lines;
  if (only === undefined) return "";
  return lines.length === 1
    ? ` ${shown(only).trim()}`
    : lines.map((line) => `\n${INDENT}${shown(line)}`).join("");
}

/** Returns whole lines of both ends if possible, with a mark in between. */
function endsOf(plain: string, limit: number): readonly string[] {
  const room = Math.floor(limit * BEGINNING);
  const first = linesOf(plain.slice(0, room));
  const last = linesOf(plain.slice(room - limit));
  const head = plain[room] === "\n" || first.length === 1 ? first : first.slice(0, -1);
  const tail = plain.at(room - limit - 1) === "\n" || last.length === 1 ? last : last.slice(1);
  return [...head, "…", ...tail];
}

/**
 * Formats one line, with tabs as spaces, so that it is not a command to GitHub Actions, which recognizes `::` at the start of a
 * line, indented or not.
 */
function shown(line: string): string {
  return show(line.replaceAll("\t", "  "), Infinity).replace(/^(\s*)::/, "$1\\u{3a}:");
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}

/** Removes terminal colors: SGR sequences of ECMA-48. */
function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;:]*m/g, "");
}
