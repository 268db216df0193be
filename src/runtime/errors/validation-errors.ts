import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import type { ToolResult } from "../results/tool-result.js";

/** One place where a value violates its schema. */
export interface ValidationIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Arguments violate the schema of the tool or prompt, or cannot be written as JSON. Nothing was sent. */
export class InputValidationError extends FmcpError {
  readonly issues: readonly ValidationIssue[];

  /** @param fault what is wrong with all of them; default: they violate the schema */
  constructor(
    subject: string,
    issues: readonly ValidationIssue[],
    details?: FmcpErrorDetails,
    fault = "do not match its schema",
  ) {
    super("INPUT_INVALID", `The arguments of ${subject} ${fault}: ${list(issues)}`, details);
    this.issues = issues;
  }
}

/**
 * An answer violates the schema that the server itself declares. The whole answer is in `result`, so that nothing is lost;
 * `validate: "warn"` returns such answers and reports them as an event.
 */
export class OutputValidationError extends FmcpError {
  readonly issues: readonly ValidationIssue[];
  readonly result: ToolResult;

  constructor(
    subject: string,
    issues: readonly ValidationIssue[],
    result: ToolResult,
    details?: FmcpErrorDetails,
  ) {
    super(
      "OUTPUT_INVALID",
      `The answer of ${subject} does not match its own output schema: ${list(issues)}. The error carries the whole answer in ` +
        '`result`; `validate: "warn"` delivers it.',
      details,
    );
    this.issues = issues;
    this.result = result;
  }
}

/**
 * An answer does not fit what was learned about its tool, which declares no output. It was returned: the error is only
 * reported.
 */
export class LearnedOutputError extends FmcpError {
  readonly issues: readonly ValidationIssue[];
  readonly result: ToolResult;

  constructor(
    subject: string,
    issues: readonly ValidationIssue[],
    result: ToolResult,
    details?: FmcpErrorDetails,
  ) {
    super(
      "LEARNED_OUTPUT_MISFIT",
      `An answer of tool "${show(subject)}" does not match the learned output schema, and was returned anyway: ${list(issues)}. ` +
        "Record it, and run `fmcp-codegen learn` again; a schema from `outputs` of fmcp.config is yours to change.",
      { ...details, subject },
    );
    this.issues = issues;
    this.result = result;
  }
}

/** An answer does not match the caller's own schema (`output`). The whole answer is in `result`. */
export class OutputMismatchError extends FmcpError {
  readonly issues: readonly ValidationIssue[];
  readonly result: ToolResult;

  constructor(
    subject: string,
    issues: readonly ValidationIssue[],
    result: ToolResult,
    details?: FmcpErrorDetails,
  ) {
    super(
      "OUTPUT_MISMATCH",
      `The answer of ${subject} does not match the schema given as \`output\`: ${list(issues)}. The error carries the whole ` +
        "answer in `result`.",
      details,
    );
    this.issues = issues;
    this.result = result;
  }
}

function list(issues: readonly ValidationIssue[]): string {
  const shown = issues
    .slice(0, 5)
    .map(({ path, message }) => `${show(path.map(String).join(".") || "(root)")}: ${show(message)}`);
  const more = issues.length - shown.length;
  return shown.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
