export type { ConnectionSettings, ConnectionState, Target } from "./connection.js";
export type {
  ClientHandlers,
  ElicitationHandler,
  HandlerContext,
  LogMessage,
  Progress,
  ProgressHandler,
  RootsHandler,
  SamplingHandler,
} from "./connection-handlers.js";
export type { ProtocolOption } from "./negotiate.js";
export type { Era } from "./era.js";
export type { SendOptions, Session, SessionInfo } from "./session.js";
export type { Inbound } from "./shim-transport.js";
