import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Default of `maxMessageBytes` for every transport: 32 MiB. */
export const DEFAULT_MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** A message of the server exceeded the limit. The call that it answers fails; the connection continues. */
export class MessageTooLargeError extends FmcpError {
  /** The limit in bytes. */
  readonly limit: number;

  /** @param what for example `An answer of "weather"`; @param option the option that raises the limit */
  constructor(what: string, limit: number, option = "maxMessageBytes", details?: FmcpErrorDetails) {
    super(
      "MESSAGE_TOO_LARGE",
      `${what} is larger than the limit of ${limit} bytes. Raise \`${option}\` if that is expected.`,
      details,
    );
    this.limit = limit;
  }
}
