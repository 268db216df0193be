import { show } from "../../shared/text/show.js";
import type { TemplateSet } from "../emit/index.js";
import { GateError } from "./errors.js";

/** Strings and block comments are passed over; generated code has no regular expressions and no templates. */
const LINE_COMMENT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|(\/\/.*)/g;

/** Node looks for it in the whole text of a module, comments of every kind and literals included. */
const SOURCE_MAP = /[/*][#@]\s*source(?:Mapping)?URL/i;

/** The line comments that the templates hold. */
export function commentsOf(templates: TemplateSet): ReadonlySet<string> {
  return new Set(
    Object.values(templates).flatMap((template) => [...commentsIn(template)].map(({ text }) => text)),
  );
}

/**
 * Tools read line comments (`//# sourceMappingURL`, `// @ts-…`): only those of the templates may be there.
 *
 * @throws {GateError} at any other.
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

function* commentsIn(text: string): Generator<{ readonly text: string; readonly index: number }> {
  for (const { 1: comment, index } of text.matchAll(LINE_COMMENT))
    if (comment !== undefined) yield { text: comment.trim(), index };
}
