import { show } from "../../shared/text/show.js";
import type { TemplateSet } from "../emit/index.js";
import { GateError } from "./errors.js";

const LINE_COMMENT = /^[ \t]*\/\/.*$/gm;

/**
 * Tools read line comments (`//# sourceMappingURL`, `// @ts-…`): only those of the templates may be there.
 *
 * @throws {GateError} at any other.
 */
export function checkComments(file: string, text: string, templates: TemplateSet): void {
  const ours = new Set(
    Object.values(templates).flatMap((template) =>
      [...template.matchAll(LINE_COMMENT)].map(([comment]) => comment.trim()),
    ),
  );
  for (const { 0: comment, index } of text.matchAll(LINE_COMMENT)) {
    if (!ours.has(comment.trim()))
      throw new GateError(
        file,
        text.slice(0, index).split("\n").length,
        `the comment ${show(comment.trim(), 80)} is none of ours.`,
      );
  }
}
