import { show } from "./show.js";

/** What stands before each line but the first: foreign text cannot begin a line as we do. */
const INDENT = "  ";

/**
 * Foreign text of several lines, made fit like {@link show}, its line breaks kept: every line but the first is indented, so none
 * passes for a message of our own. Blank lines are dropped; `limit` holds for the whole (default 1,000 characters).
 */
export function showLines(text: unknown, limit = 1_000): string {
  const whole = String(text);
  const cut = whole.length <= limit ? whole : `${whole.slice(0, limit)}… (${whole.length - limit} more)`;
  return linesOf(cut)
    .map((line, index) => (index === 0 || /^\s/.test(line) ? "" : INDENT) + shown(line))
    .join("\n");
}

/** How much of what is shown of a log is its beginning. */
const BEGINNING = 1 / 3;

/**
 * A log for the end of a message: one line stands behind it, several stand below it, without colours. What is longer than `limit`
 * characters (default 1,500) is shown by its first and its last lines.
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

/** Whole lines of both ends where that is possible, with a mark between. */
function endsOf(plain: string, limit: number): readonly string[] {
  const room = Math.floor(limit * BEGINNING);
  const first = linesOf(plain.slice(0, room));
  const last = linesOf(plain.slice(room - limit));
  const head = plain[room] === "\n" || first.length === 1 ? first : first.slice(0, -1);
  const tail = plain.at(room - limit - 1) === "\n" || last.length === 1 ? last : last.slice(1);
  return [...head, "…", ...tail];
}

/** One line, its tabs as spaces, that is no command to GitHub Actions, which takes `::` at the start of a line for one, indented or not. */
function shown(line: string): string {
  return show(line.replaceAll("\t", "  "), Infinity).replace(/^(\s*)::/, "$1\\u{3a}:");
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}

/** Without what colours text on a terminal: SGR sequences of ECMA-48. */
function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;:]*m/g, "");
}
