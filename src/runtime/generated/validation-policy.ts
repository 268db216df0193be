import type { FmcpError } from "../../shared/errors/fmcp-error.js";
import type { ZodType } from "zod";
import type { ValidationIssue } from "../errors/validation-errors.js";
import { checks, type ValidateMode } from "./options.js";
import { issuesOf } from "./validate.js";

/** What one client does about values that break their schema. */
export class ValidationPolicy {
  readonly #mode: () => Promise<ValidateMode>;
  readonly #report: (error: FmcpError) => void;

  /** `mode` holds where a call says nothing; `report` is told what is let pass. */
  constructor(mode: () => Promise<ValidateMode>, report: (error: FmcpError) => void) {
    this.#mode = mode;
    this.#report = report;
  }

  /** What a fault on this side means for a call that says `ofCall`. */
  async consequence(
    side: "input" | "output",
    ofCall: ValidateMode | undefined,
  ): Promise<"throw" | "report" | "skip"> {
    return checks(ofCall ?? (await this.#mode()), side);
  }

  /** Throws or reports. */
  settle(consequence: "throw" | "report" | "skip", error: FmcpError): void {
    if (consequence === "throw") throw error;
    if (consequence === "report") this.#report(error);
  }

  /** Checks arguments of `subject` where the mode says so. */
  async checkInput(
    schema: ZodType | undefined,
    value: unknown,
    ofCall: ValidateMode | undefined,
    toError: (issues: readonly ValidationIssue[]) => FmcpError,
  ): Promise<void> {
    const consequence = await this.consequence("input", ofCall);
    const issues = consequence === "skip" ? undefined : issuesOf(schema, value);
    if (issues !== undefined) this.settle(consequence, toError(issues));
  }
}
