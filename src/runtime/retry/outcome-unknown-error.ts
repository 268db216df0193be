import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";

/**
 * A request that must not run twice was sent and not answered: the server may or may not have run it. `cause` has the reason.
 * Check the server's state before you call again.
 */
export class OutcomeUnknownError extends FmcpError {
  readonly method: string;

  constructor(method: string, details: FmcpErrorDetails) {
    const { server, subject, cause } = details;
    const what = subject === undefined ? method : `${method} "${show(subject)}"`;
    const why = show(reason(cause), 500);
    super(
      "OUTCOME_UNKNOWN",
      `${what} on "${show(server)}" was sent, but no response was received (${why}). It may have run, so it was not ` +
        `sent again: check the state of the server, or mark the call idempotent if it may run twice.`,
      details,
    );
    this.method = method;
  }
}
