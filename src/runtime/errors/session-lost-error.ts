import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The server forgot the session, and with it the state that it held (`statefulSession: "strict"`). */
export class SessionLostError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("SESSION_LOST", message, details);
  }
}
