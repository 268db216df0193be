import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import type { FailureClass } from "../retry/outcome.js";
import type { TransportEnd } from "../transport/transport-source.js";
import { describeEnd } from "./connection-end.js";

/** Details of a `ConnectError`. */
export interface ConnectErrorDetails extends FmcpErrorDetails {
  /** HTTP status, if the server answered with one. */
  readonly status?: number | undefined;
  /** How the server process ended, if it did. */
  readonly end?: TransportEnd | undefined;
  readonly permanent?: boolean | undefined;
}

/** The client could not connect: the request, if there was one, was never sent. */
export class ConnectError extends FmcpError {
  readonly status: number | undefined;
  readonly end: TransportEnd | undefined;
  /** For retry policies: nothing was sent. */
  readonly outcome: FailureClass = "notSent";
  /** Whether another attempt would fail in the same way: no such program, refused credentials. */
  readonly permanent: boolean;

  constructor(message: string, details: ConnectErrorDetails = {}) {
    super("CONNECT_FAILED", message + describeEnd(details.end), details);
    this.status = details.status;
    this.end = details.end;
    this.permanent = details.permanent ?? false;
  }
}
