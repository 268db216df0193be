import { show } from "../../shared/text/show.js";
import { InputValidationError, type ValidationIssue } from "../errors/validation-errors.js";
import { Content } from "./content.js";
import type { ToolResult } from "./tool-result.js";

/** Most places that are named, and most characters of each: the rest is counted. */
const MOST_ISSUES = 10;
const MOST_CHARS = 300;

/** Explains wrong arguments in a way that a model can act on: a line for each of the first ten places, with its path. */
export function wrongArguments(name: string, issues: readonly ValidationIssue[]): string {
  const lines = issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) =>
      show(`- ${path.map(String).join(".") || "(arguments)"}: ${message}`, MOST_CHARS),
    );
  const more = issues.length - lines.length;
  if (more > 0) lines.push(`- and ${more} more`);
  return `The arguments of ${show(name)} are wrong:\n${lines.join("\n")}\nCorrect them and call it again.`;
}

/** Resolves to the result of `call`; to one with `isError` where it rejects because of wrong arguments. */
export async function wrongArgumentsAsResult(name: string, call: Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof InputValidationError)) throw error;
    return textResult(wrongArguments(name, error.issues), true);
  }
}

/** Makes a result of one text. */
export function textResult(text: string, isError: boolean): ToolResult {
  const content = new Content([{ type: "text", text }]);
  return {
    data: isError ? undefined : content,
    content,
    structuredContent: undefined,
    meta: undefined,
    isError,
  };
}
