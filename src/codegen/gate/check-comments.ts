import { show } from "../../shared/text/show.js";
import type { TemplateSet } from "../emit/index.js";
import { GateError } from "./errors.js";

/** Strings and block comments are passed over; generated code has no regular expressions and no templates. */
const LINE_COMMENT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|(\/\/.*)/g;

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
  for (const { text: comment, index } of commentsIn(text)) {
    if (ours.has(comment)) continue;
    const line = text.slice(0, index).split("\n").length;
    throw new GateError(file, line, `the comment ${show(comment, 80)} is none of ours.`);
  }
}

function* commentsIn(text: string): Generator<{ readonly text: string; readonly index: number }> {
  for (const { 1: comment, index } of text.matchAll(LINE_COMMENT))
    if (comment !== undefined) yield { text: comment.trim(), index };
}
