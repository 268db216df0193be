import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** `maxMessageBytes` of every transport where it is not set: 32 MiB. */
export const DEFAULT_MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** A server sent more in one message than the limit allows. That costs the call it answers; the connection goes on. */
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
