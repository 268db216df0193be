import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Details of an `HttpError`. */
export interface HttpErrorDetails extends FmcpErrorDetails {
  /** Body of the response as text, if there was one. */
  readonly body?: string | undefined;
  /** `Retry-After` in milliseconds, if the server sent it. */
  readonly retryAfterMs?: number | undefined;
}

/** The server answered with an HTTP error status. */
export class HttpError extends FmcpError {
  readonly status: number;
  readonly body: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, status: number, details: HttpErrorDetails = {}) {
    super("HTTP_ERROR", message, details);
    this.status = status;
    this.body = details.body;
    this.retryAfterMs = details.retryAfterMs;
  }
}
