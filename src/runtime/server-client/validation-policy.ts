import type { FmcpError } from "../../shared/errors/fmcp-error.js";
import type { ValidationIssue } from "../errors/validation-errors.js";
import { checks, type ValidateMode } from "./options.js";
import { issuesOf } from "./validate.js";
import type { Validators } from "./validators.js";

/** What one client does about values that break their schema. */
export class ValidationPolicy {
  readonly #mode: () => Promise<ValidateMode>;
  readonly #report: (error: FmcpError) => void;
  readonly #validators: Validators;

  /** `mode` holds where a call says nothing; `report` is told what is let pass. */
  constructor(validators: Validators, mode: () => Promise<ValidateMode>, report: (error: FmcpError) => void) {
    this.#validators = validators;
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

  /** Checks arguments by the validator of that name where the mode says so. */
  async checkInput(
    validator: string,
    value: unknown,
    ofCall: ValidateMode | undefined,
    toError: (issues: readonly ValidationIssue[]) => FmcpError,
  ): Promise<void> {
    if (!this.#validators.isThere) return;
    const consequence = await this.consequence("input", ofCall);
    if (consequence === "skip") return;
    const issues = issuesOf(await this.#validators.of(validator), value);
    if (issues !== undefined) this.settle(consequence, toError(issues));
  }
}
