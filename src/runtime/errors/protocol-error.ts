import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The server broke the protocol: it answered, but with something that the method cannot mean. */
export class ProtocolError extends FmcpError {
  /** What it answered, as it came. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown, details?: FmcpErrorDetails) {
    super("PROTOCOL_ERROR", message, details);
    this.answer = answer;
  }
}
