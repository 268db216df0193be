import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** A server sent more in one message or body than the limit allows. The connection is given up: nothing after it can be trusted. */
export class MessageTooLargeError extends FmcpError {
  /** The limit in bytes. */
  readonly limit: number;

  /** @param what for example `A message of "weather"`; @param option the option that raises the limit */
  constructor(what: string, limit: number, option: string, details?: FmcpErrorDetails) {
    super(
      "MESSAGE_TOO_LARGE",
      `${what} is larger than the limit of ${limit} bytes. Raise \`${option}\` if that is expected.`,
      details,
    );
    this.limit = limit;
  }
}
