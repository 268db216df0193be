import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The queue of requests to this endpoint is full: the request was rejected at once and never sent. */
export class OverloadedError extends FmcpError {
  /** How many requests may wait. */
  readonly limit: number;

  constructor(message: string, limit: number, details?: FmcpErrorDetails) {
    super("OVERLOADED", message, details);
    this.limit = limit;
  }
}
