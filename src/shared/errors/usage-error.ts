import { FmcpError, type FmcpErrorDetails } from "./fmcp-error.js";

/** The request cannot be carried out as given: exit code 2. One subclass for each cause. */
export class UsageError extends FmcpError {
  /** What to do about it, one line. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string, details: FmcpErrorDetails = {}) {
    super(code, message, details);
    this.hint = hint;
  }
}
