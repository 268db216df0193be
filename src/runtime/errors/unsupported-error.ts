import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Details of an `UnsupportedError`. */
export interface UnsupportedDetails extends FmcpErrorDetails {
  /** Era of the connection, if the era is the reason. */
  readonly era?: "legacy" | "modern" | undefined;
}

/** The operation does not exist in the protocol era of the connection, or the server does not declare it. Nothing was sent. */
export class UnsupportedError extends FmcpError {
  readonly era: "legacy" | "modern" | undefined;

  constructor(message: string, details: UnsupportedDetails = {}) {
    super("UNSUPPORTED", message, details);
    this.era = details.era;
  }
}
