import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** A request was sent, its answer never came, and it must not be sent twice: it may or may not have run. */
export class OutcomeUnknownError extends FmcpError {
  static readonly code = "OUTCOME_UNKNOWN";
  readonly method: string;

  constructor(method: string, details: FmcpErrorDetails) {
    const subject = details.subject === undefined ? method : `${method} "${show(details.subject)}"`;
    const why = details.cause instanceof Error ? `: ${show(details.cause.message, 500)}` : "";
    super(
      OutcomeUnknownError.code,
      `${subject} on "${show(details.server)}" was sent and no answer came${why}. It may or may not have run; it was ` +
        `not sent again. Find out on the server, or mark the call idempotent if it is safe to repeat.`,
      details,
    );
    this.method = method;
  }
}
