import type { ZodType } from "zod";
import { type AnswerForm, dataOfTexts, textsOf } from "../../shared/tool/answer-data.js";
import type { FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { LearnedOutputError, type ValidationIssue } from "../errors/validation-errors.js";
import type { ToolResult } from "../results/tool-result.js";
import { issuesOf } from "./validate.js";

/** How many kinds of mismatches are remembered as reported; beyond that, the oldest is reported again. */
const MOST_REPORTED = 1_000;

/** Extracts the data from answers of tools without a declared output, and reports what does not fit the learned output. */
export class LearnedOutputs {
  readonly #reported = new Set<string>();
  readonly #report: (error: LearnedOutputError) => void;

  constructor(report: (error: LearnedOutputError) => void) {
    this.#report = report;
  }

  /**
   * Returns the answer with its data: structured content, or the data in its texts; the content itself if they have none. Never
   * throws: a mismatch with `output` is reported, once for each kind of mismatch of the tool.
   */
  deliver(
    result: ToolResult,
    form: AnswerForm,
    output: ZodType | undefined,
    { subject, ...details }: FmcpErrorDetails & { readonly subject: string },
  ): ToolResult {
    const texts = textsOf(result.content);
    const data: unknown = result.data ?? (texts === undefined ? undefined : dataOfTexts(texts, form));
    const delivered: ToolResult = { ...result, data: data === undefined ? result.content : data };
    if (output === undefined) return delivered;
    const issues = data === undefined ? NO_DATA : issuesOf(output, data);
    if (issues === undefined) return delivered;
    const shape = JSON.stringify([subject, ...new Set(issues.map(kindOf))]);
    if (this.#reported.has(shape)) return delivered;
    this.#reported.add(shape);
    const [oldest] = this.#reported;
    if (this.#reported.size > MOST_REPORTED && oldest !== undefined) this.#reported.delete(oldest);
    this.#report(new LearnedOutputError(subject, issues, delivered, details));
    return delivered;
  }
}

const NO_DATA: readonly ValidationIssue[] = [{ path: [], message: "the answer holds no JSON" }];

/** Treats the same mismatch in different items of a list as one kind. */
function kindOf({ path, message }: ValidationIssue): string {
  return `${path.map((step) => (typeof step === "number" ? "*" : String(step))).join(".")}: ${message}`;
}
