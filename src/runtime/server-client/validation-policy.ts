import type { FmcpError } from "../../shared/errors/fmcp-error.js";
import type { ValidationIssue } from "../errors/validation-errors.js";
import { checks, type ValidateMode } from "./server-client-options.js";
import { issuesOf } from "./validate.js";
import type { Validators } from "./validators.js";

/** How one client treats values that violate their schema. */
export class ValidationPolicy {
  readonly #mode: () => Promise<ValidateMode>;
  readonly #report: (error: FmcpError) => void;
  readonly #validators: Validators;

  /**
   * @param mode used if a call sets none
   * @param report called with violations that are let pass
   */
  constructor(validators: Validators, mode: () => Promise<ValidateMode>, report: (error: FmcpError) => void) {
    this.#validators = validators;
    this.#mode = mode;
    this.#report = report;
  }

  /** Returns what a violation on this side means for a call with mode `ofCall`. */
  async consequence(
    side: "input" | "output",
    ofCall: ValidateMode | undefined,
  ): Promise<"throw" | "report" | "skip"> {
    return checks(ofCall ?? (await this.#mode()), side);
  }

  /** Throws the error, reports it, or does nothing. */
  settle(consequence: "throw" | "report" | "skip", error: FmcpError): void {
    if (consequence === "throw") throw error;
    if (consequence === "report") this.#report(error);
  }

  /** Checks arguments with the validator of that name, if the mode requires it. */
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
