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

/**
 * The end of a log, for the end of a message: one line stands behind it, several stand below it. They are whole lines where that
 * fits into `limit` characters (default 1,500), without colours.
 */
export function showTail(log: string, limit = 1_500): string {
  const plain = withoutColours(log).trimEnd();
  const tail = plain.slice(-limit);
  const lines = linesOf(tail);
  const isCut = tail.length < plain.length && plain.at(-limit - 1) !== "\n";
  const ends = (isCut && lines.length > 1 ? lines.slice(1) : lines).map(shown);
  const [only] = ends;
  if (only === undefined) return "";
  return ends.length === 1 ? ` ${only.trim()}` : ends.map((line) => `\n${INDENT}${line}`).join("");
}

/** One line, that is no command to GitHub Actions, which takes `::` at the start of a line for one, indented or not. */
function shown(line: string): string {
  return show(line, Infinity).replace(/^(\s*)::/, "$1\\u{3a}:");
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
