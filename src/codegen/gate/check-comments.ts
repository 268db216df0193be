import { hasInvisible } from "../../shared/text/invisible.js";
import { show } from "../../shared/text/show.js";
import type { TemplateSet } from "../emit/index.js";
import { GateError } from "./gate-errors.js";

/** Node searches the whole text of a module for this, including comments and literals. */
const SOURCE_MAP = /[/*][#@]\s*source(?:Mapping)?URL/i;

/** Returns the line comments of the templates. */
export function commentsOf(templates: TemplateSet): ReadonlySet<string> {
  return new Set(
    Object.values(templates).flatMap((template) => [...commentsIn(template)].map(({ text }) => text)),
  );
}

/**
 * Checks what the parser ignores: except for those of the templates, generated code has no shebang line and no invisible
 * characters, which may hide or reverse text.
 *
 * @throws {GateError} at the first of them
 */
export function checkCharacters(file: string, text: string, templates: TemplateSet): void {
  if (text.startsWith("#!")) throw new GateError(file, 1, "its first line is a shebang.");
  const allowed = `\t\r${Object.values(templates).join("")}`;
  for (const [at, line] of text.split("\n").entries())
    if (hasInvisible(line, allowed)) throw new GateError(file, at + 1, "it contains an invisible character.");
}

/**
 * Checks that line comments are those of the templates, since tools obey some (`//# sourceMappingURL`, `// @ts-…`).
 *
 * @throws {GateError} at any other
 */
export function checkComments(file: string, text: string, ours: ReadonlySet<string>): void {
  const map = SOURCE_MAP.exec(text);
  if (map !== null) throw new GateError(file, lineAt(text, map.index), "it names a source map.");
  for (const { text: comment, index } of commentsIn(text)) {
    if (ours.has(comment)) continue;
    throw new GateError(file, lineAt(text, index), `Unexpected comment: ${show(comment, 80)}`);
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/**
 * Yields the line comments of a text. Strings and block comments are skipped; generated code has no regular expressions and
 * no template literals. Scans step by step, since a regular expression that matches a whole literal overflows the stack at
 * some megabytes.
 */
function* commentsIn(text: string): Generator<{ readonly text: string; readonly index: number }> {
  const opening = /["']|\/[/*]/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const { 0: open, index } = found;
    const end =
      open === "//"
        ? endOf(LINE_END, text, index)
        : open === "/*"
          ? text.indexOf("*/", index + 2) + 2
          : endOfLiteral(text, open, index);
    if (open === "//") yield { text: text.slice(index, end).trim(), index };
    // an unterminated comment is not one
    opening.lastIndex = end > index ? end : index + 1;
  }
}

const LINE_END = /[\n\r\u2028\u2029]/g;

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Returns where a literal ends, after its closing quote; -1 if it does not end on its line. */
function endOfLiteral(text: string, quote: string, start: number): number {
  const stop = quote === '"' ? /["\\\n]/g : /['\\\n]/g;
  for (let at = endOf(stop, text, start + 1); at < text.length; at = endOf(stop, text, at + 2)) {
    if (text[at] === quote) return at + 1;
    if (text[at] !== "\\") return -1;
  }
  return -1;
}
