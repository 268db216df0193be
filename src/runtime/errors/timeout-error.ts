import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The deadline passed before the answer arrived. The server was asked to stop; it may or may not have run the request. */
export class TimeoutError extends FmcpError {
  /** The deadline in milliseconds. */
  readonly timeoutMs: number;

  constructor(message: string, timeoutMs: number, details?: FmcpErrorDetails) {
    super("TIMEOUT", message, details);
    this.timeoutMs = timeoutMs;
  }
}
