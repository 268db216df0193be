import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import type { FailureClass } from "../retry/outcome.js";
import type { TransportEnd } from "../transport/transport-source.js";
import { describeEnd } from "./connection-end.js";

/** Details of a `ConnectionClosedError`. */
export interface ConnectionClosedDetails extends FmcpErrorDetails {
  readonly end?: TransportEnd | undefined;
  /** Whether the request may have left this process. Default true: nothing proves that it has not. */
  readonly sent?: boolean | undefined;
}

/** The connection ended before the answer arrived. If `sent` is true, the server may or may not have run the request. */
export class ConnectionClosedError extends FmcpError {
  readonly end: TransportEnd | undefined;
  readonly sent: boolean;
  /** For retry policies. */
  readonly outcome: FailureClass;

  constructor(message: string, details: ConnectionClosedDetails = {}) {
    super("CONNECTION_CLOSED", message + describeEnd(details.end), details);
    this.end = details.end;
    this.sent = details.sent ?? true;
    this.outcome = this.sent ? "unknown" : "notSent";
  }
}
