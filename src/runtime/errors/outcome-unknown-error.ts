import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/**
 * A request that must not run twice was sent, and no answer came: the server may or may not have run it. `cause` says
 * what happened. Look at the server's state before you call again.
 */
export class OutcomeUnknownError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("OUTCOME_UNKNOWN", message, details);
  }
}
