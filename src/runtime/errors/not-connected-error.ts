import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** A request was made on a client that is not connected, or was closed. */
export class NotConnectedError extends FmcpError {
  constructor(message = "Client is not connected. Call `connect()` first.", details?: FmcpErrorDetails) {
    super("NOT_CONNECTED", message, details);
  }
}
