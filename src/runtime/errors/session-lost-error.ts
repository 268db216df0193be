import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The server forgot the session and its state (`statefulSession: "strict"`). */
export class SessionLostError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("SESSION_LOST", message, details);
  }
}
