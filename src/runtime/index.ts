export { Client } from "./client/client.js";
export type { CallToolOptions, RequestOptions } from "./client/call-options.js";
export type { Lease } from "./client/lease.js";
export type { Listed, ListKind } from "./client/lists/kinds.js";
export type { ListDiagnostic, ListOptions } from "./client/lists/list.js";
export type { ListPage, RejectedItem } from "./client/lists/read-page.js";
export type { CompletionRef } from "./client/operations/complete.js";
export type { BaseClientOptions } from "./client/options.js";
export type { Subscription } from "./client/subscriptions/subscription.js";
export type { ChangingList } from "./client/subscriptions/topic.js";
export type {
  ClientHandlers,
  ConnectionState,
  ElicitationHandler,
  Era,
  HandlerContext,
  LogMessage,
  Progress,
  ProgressHandler,
  ProtocolOption,
  RootsHandler,
  SamplingHandler,
  SessionInfo,
} from "./connection/index.js";
export {
  ConfigurationError,
  ConnectError,
  ConnectionClosedError,
  FmcpError,
  HttpError,
  InputValidationError,
  McpError,
  NotConnectedError,
  OutcomeUnknownError,
  OutputValidationError,
  OverloadedError,
  ProtocolError,
  SessionLostError,
  TimeoutError,
  ToolError,
  UnsupportedError,
  type ValidationIssue,
} from "./errors/index.js";
export type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "./events/index.js";
export type { PromptFacts, ServerContract, TemplateFacts, ToolFacts } from "./generated/contract.js";
export { type Group, group, type GroupMembers } from "./generated/group.js";
export type { CallOptions, ClientOptions, ValidateMode } from "./generated/options.js";
export type { ResourceReader } from "./generated/resource-reader.js";
export { ServerClient } from "./generated/server-client.js";
export type { Completion } from "./results/completion.js";
export { Content } from "./results/content.js";
export { PromptResult } from "./results/prompt-result.js";
export { ResourceContent } from "./results/resource-content.js";
export type { ToolResult } from "./results/tool-result.js";
export type { TransportSource } from "./transport/source.js";
export type { ClientTarget } from "./transport/target.js";
export type { HandlerOptions } from "./handlers/index.js";
