export { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
export { ConfigurationError } from "./configuration-error.js";
export { ConnectError, type ConnectErrorDetails } from "./connect-error.js";
export { ConnectionClosedError, type ConnectionClosedDetails } from "./connection-closed-error.js";
export { HttpError, type HttpErrorDetails } from "./http-error.js";
export { McpError } from "./mcp-error.js";
export { NotConnectedError } from "./not-connected-error.js";
export { OutcomeUnknownError } from "../retry/outcome-unknown-error.js";
export { OverloadedError } from "./overloaded-error.js";
export { ProtocolError } from "./protocol-error.js";
export { SessionLostError } from "./session-lost-error.js";
export { TimeoutError } from "./timeout-error.js";
export { ToolError } from "./tool-error.js";
export { UnsupportedError, type UnsupportedDetails } from "./unsupported-error.js";
export {
  InputValidationError,
  OutputMismatchError,
  OutputValidationError,
  type ValidationIssue,
} from "./validation-errors.js";
