import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Details of an `HttpError`. */
export interface HttpErrorDetails extends FmcpErrorDetails {
  /** Body of the answer as text, where there was one. */
  readonly body?: string | undefined;
  /** `Retry-After` in milliseconds, where the server sent it. */
  readonly retryAfterMs?: number | undefined;
}

/** The server answered with an HTTP status that is no success. */
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
