import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Details of an `UnsupportedError`. */
export interface UnsupportedDetails extends FmcpErrorDetails {
  /** Era of the connection, where the era is the reason. */
  readonly era?: "legacy" | "modern" | undefined;
}

/** The protocol era of the connection, or what the server declared, has no such operation. Nothing was sent. */
export class UnsupportedError extends FmcpError {
  readonly era: "legacy" | "modern" | undefined;

  constructor(message: string, details: UnsupportedDetails = {}) {
    super("UNSUPPORTED", message, details);
    this.era = details.era;
  }
}
