import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { type ConnectionEnd, describeEnd } from "./connection-end.js";

export interface ConnectErrorDetails extends FmcpErrorDetails {
  /** HTTP status, where the server answered with one. */
  readonly status?: number | undefined;
  /** How a server process ended, where it did. */
  readonly end?: ConnectionEnd | undefined;
}

/** No connection came about: the request, if there was one, was never sent. */
export class ConnectError extends FmcpError {
  readonly status: number | undefined;
  readonly end: ConnectionEnd | undefined;

  constructor(message: string, details: ConnectErrorDetails = {}) {
    super("CONNECT_FAILED", message + describeEnd(details.end), details);
    this.status = details.status;
    this.end = details.end;
  }
}
