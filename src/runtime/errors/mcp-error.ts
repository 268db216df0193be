import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** Details of an `McpError`. */
export interface McpErrorDetails extends FmcpErrorDetails {
  /** HTTP status, if the error came with an error status. */
  readonly status?: number | undefined;
  /** `Retry-After` in milliseconds, if the server sent it. */
  readonly retryAfterMs?: number | undefined;
}

/** The server answered the request with a JSON-RPC error. */
export class McpError extends FmcpError {
  /** The JSON-RPC error code, such as -32602 (invalid params). `code` is that of this class, as in every error here. */
  readonly rpcCode: number;
  /** `error.data` as the server sent it. */
  readonly data: unknown;
  /** HTTP status, if the error came with an error status. */
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, rpcCode: number, data?: unknown, details: McpErrorDetails = {}) {
    super("MCP_ERROR", message, details);
    this.rpcCode = rpcCode;
    this.data = data;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}
