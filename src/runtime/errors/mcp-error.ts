import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";

/** The server answered the request with a JSON-RPC error. */
export class McpError extends FmcpError {
  /** The JSON-RPC error code, such as -32602 (invalid params). `code` is this class's own, as in every error here. */
  readonly rpcCode: number;
  /** `error.data` as the server sent it. */
  readonly data: unknown;

  constructor(message: string, rpcCode: number, data?: unknown, details?: FmcpErrorDetails) {
    super("MCP_ERROR", message, details);
    this.rpcCode = rpcCode;
    this.data = data;
  }
}
