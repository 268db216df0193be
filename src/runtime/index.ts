// What generated code and these types stand on: since TypeScript 6 a project that names no types gets none.
/// <reference types="node" preserve="true" />
export type { CacheMode } from "./cache/cache-mode.js";
export { Client } from "./client/client.js";
export type { CallToolOptions, RequestOptions, ToolCall } from "./backend/call-options.js";
export type { Lease } from "./backend/lease.js";
export type { Listed, ListKind } from "./backend/lists/list-kinds.js";
export type { ListOptions } from "./backend/lists/list.js";
export type { CompletionRef } from "./backend/operations/complete.js";
export type { WatchResourcesOptions } from "./client/watch-resources.js";
export type { BaseClientOptions } from "./backend/backend-options.js";
export type { Subscription } from "./backend/subscriptions/subscription.js";
export type { ChangingList } from "./backend/subscriptions/topic.js";
export type {
  ConnectionState,
  Era,
  HandlerContext,
  LogMessage,
  Progress,
  ProgressHandler,
  ProtocolOption,
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
  OutputMismatchError,
  OutputValidationError,
  OverloadedError,
  ProtocolError,
  SessionLostError,
  TimeoutError,
  ToolError,
  UnsupportedError,
  type ValidationIssue,
} from "./errors/index.js";
export { DriftError } from "./drift/drift-error.js";
export type { DriftKind, OnDrift } from "./drift/on-drift.js";
export type { RuntimeEvent, RuntimeEventOf } from "./events/index.js";
export { configure, type ProgramOptions } from "./server-client/configure.js";
export type { PromptFacts, ServerContract, TemplateFacts, ToolFacts } from "./server-client/contract.js";
export { type Group, group } from "./server-client/group.js";
export type { CallOptions, ClientOptions, ValidateMode } from "./server-client/server-client-options.js";
export type { ResourceReader } from "./server-client/resource-reader.js";
export { ServerClient } from "./server-client/server-client.js";
export { cancel, decline, type HandlerOptions } from "./handlers/index.js";
export type { Completion } from "./results/completion.js";
export type {
  AudioContent,
  BlobResourceContents,
  ContentBlock,
  EmbeddedResource,
  ImageContent,
  PromptMessage,
  ResourceLink,
  TextContent,
  TextResourceContents,
} from "./results/content-block.js";
export { Content } from "./results/content.js";
export { PromptResult } from "./results/prompt-result.js";
export { ResourceContent } from "./results/resource-content.js";
export type { ToolResult } from "./results/tool-result.js";
export { TaskError, type ToolTask } from "./tasks/index.js";
export { type ClientTarget, MessageTooLargeError } from "./transport/index.js";
export type { ToolCatalogue } from "./tools/catalogue.js";
