import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The server violated the protocol: it answered with something that is not valid for the method. */
export class ProtocolError extends FmcpError {
  /** The answer, as received. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown, details?: FmcpErrorDetails) {
    super("PROTOCOL_ERROR", message, details);
    this.answer = answer;
  }
}
