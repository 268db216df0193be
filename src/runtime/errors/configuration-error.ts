import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** An option, a config file or a target cannot be used. Nothing was sent. */
export class ConfigurationError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("CONFIGURATION", message, details);
  }
}
