// What generated code and these types stand on: since TypeScript 6 a project that names no types gets none.
/// <reference types="node" preserve="true" />
export {
  type AssertionContext,
  type AssertionSource,
  type Auth,
  AuthConfigError,
  type AuthOptions,
  AuthorizationDeniedError,
  AuthorizationRequiredError,
  AuthorizationServerError,
  type AuthStatus,
  AuthUnsupportedError,
  type BearerOptions,
  CallbackError,
  type CallbackOptions,
  CallbackTimeoutError,
  clearAll,
  type ClientCredentialsOptions,
  ClientRefusedError,
  createAuth,
  CredentialsRefusedError,
  type CrossAppOptions,
  DiscoveryError,
  FileTokenStore,
  type GrantOptions,
  type HttpAuth,
  type JwtBearerOptions,
  MemoryTokenStore,
  type OAuthOptions,
  type PrivateKeyJwtOptions,
  type RequestAuth,
  ScopeRefusedError,
  type TokenStore,
  TokenStoreError,
  UnsafeUrlError,
} from "./auth/index.js";
export { aggregate, type Aggregate, type Aggregated } from "./batch/aggregate.js";
export { BatchError } from "./batch/batch-error.js";
export { batch, type BatchItemContext, type BatchOptions } from "./batch/batch.js";
export { broadcast, type BroadcastOptions, QuorumError } from "./batch/broadcast.js";
export type { Settled } from "./batch/settled.js";
export type { CacheStore } from "./cache/cache-store.js";
export type { CacheMode } from "./cache/options.js";
export { Client } from "./client/client.js";
export type { CallToolOptions, RequestOptions, ToolCall } from "./client/call-options.js";
export type { Lease } from "./client/lease.js";
export type { Listed, ListKind } from "./client/lists/kinds.js";
export type { ListDiagnostic, ListOptions } from "./client/lists/list.js";
export type { ListPage, RejectedItem } from "./client/lists/read-page.js";
export type { CompletionRef } from "./client/operations/complete.js";
export type { WatchResourcesOptions } from "./client/operations/watch-resources.js";
export type { BaseClientOptions } from "./client/options.js";
export type { Subscription } from "./client/subscriptions/subscription.js";
export type { ChangingList } from "./client/subscriptions/topic.js";
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
export { fallback, FallbackError, type FallbackOptions } from "./fallback/fallback.js";
export type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "./events/index.js";
export type { PromptFacts, ServerContract, TemplateFacts, ToolFacts } from "./server-client/contract.js";
export { type Group, group, type GroupMembers } from "./server-client/group.js";
export type { CallOptions, ClientOptions, ValidateMode } from "./server-client/options.js";
export type { ResourceReader } from "./server-client/resource-reader.js";
export { ServerClient } from "./server-client/server-client.js";
export {
  type AnthropicClient,
  anthropicSampling,
  type AnthropicSamplingOptions,
  cancel,
  decline,
  type ElicitationAnswer,
  type ElicitationDecision,
  type ElicitationHandler,
  type ElicitationOptions,
  type ElicitationRequest,
  type FormElicitation,
  type GoogleClient,
  googleSampling,
  type GoogleSamplingOptions,
  type HandlerOptions,
  type OpenAiClient,
  openaiSampling,
  type OpenAiSamplingOptions,
  type RootLike,
  type RootsOption,
  type SamplingAnswer,
  type SamplingHandler,
  type SamplingOptions,
  type UrlElicitation,
} from "./handlers/index.js";
export type { Handler, Layer, LayerContext, LayerRequest, RequestTraits } from "./layers/layer.js";
export type {
  BalanceSettings,
  CacheSettings,
  HedgeSettings,
  LayerSettings,
  QueueSettings,
  RetrySettings,
} from "./layers/options.js";
export { poll, type PollOptions } from "./poll/poll.js";
export type { ResourceChange } from "./poll/watch.js";
export { NameCollisionError, ServersFailedError, UnknownComponentError } from "./multi/errors.js";
export type { ServerStatus } from "./multi/member.js";
export { prefixedName, prefixedUri, unprefixedName, unprefixedUri } from "./multi/namespace.js";
export type { MultiClientOptions, ServerOptions } from "./multi/options.js";
export { tagsOf } from "./multi/transforms/tags.js";
export { EndpointMismatchError, NoEndpointError } from "./replicas/errors.js";
export type { MemberState, MemberStats } from "./replicas/member.js";
export type { Candidate, PickContext, Policy, PolicyName } from "./replicas/policies/index.js";
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
export { type SkillOptions, type Skills, skillsOf, SkillVerificationError } from "./skills/index.js";
export {
  type CallToolTaskOptions,
  type PickUpOptions,
  TaskError,
  type TaskState,
  type TaskStatus,
  type ToolTask,
  type WaitOptions,
} from "./tasks/index.js";
export { openTelemetry } from "./telemetry/open-telemetry.js";
export type { OpenTelemetryApi } from "./telemetry/otel-api.js";
export {
  type ClientTarget,
  type DispatcherOptions,
  fastmcpStdio,
  type FormOptions,
  type HeaderSource,
  type HttpOptions,
  HttpSource,
  MemorySource,
  MessageTooLargeError,
  nodeStdio,
  npxStdio,
  type OpenContext,
  pythonStdio,
  type RemoteTarget,
  type ScriptOptions,
  type ServerFactory,
  type SourceKind,
  type SourceOptions,
  SseSource,
  type StdioOptions,
  StdioSource,
  type TlsOptions,
  type TransportEnd,
  type TransportSource,
  type UvOptions,
  uvStdio,
  uvxStdio,
  type WebSocketOptions,
  WebSocketSource,
} from "./transport/index.js";
// What generated validators call where zod has no word.
export {
  allOf,
  byKind,
  contains,
  content,
  dependentRequired,
  dependentSchemas,
  format,
  ifThenElse,
  integer,
  jsonSchema,
  type JsonSchemaOptions,
  keyed,
  type KeyedOptions,
  maxProperties,
  minProperties,
  multipleOf,
  not,
  oneOf,
  oneOfValues,
  pattern,
  propertyNames,
  record,
  schemaWith,
  uniqueItems,
} from "./validation/index.js";
