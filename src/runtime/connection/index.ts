export type { ConnectionSettings, ConnectionState } from "./connection.js";
export type { Target } from "./target.js";
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
export type { Inbound } from "./taps.js";
