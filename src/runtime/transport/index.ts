export type { DispatcherOptions, TlsOptions } from "./http/dispatcher-options.js";
export type { RedirectPolicy } from "./http/follow-redirects.js";
export type { HeaderSource } from "./http/headers.js";
export { type HttpOptions, HttpSource } from "./http/http-source.js";
export type { RemoteOptions } from "./http/remote.js";
export { SseSource } from "./http/sse-source.js";
export type { TargetShape } from "./infer-source.js";
export type { InferOptions } from "./infer-target.js";
export { MemorySource, type ServerFactory } from "./memory/memory-source.js";
export type { HandlerObject, ServerObject } from "./memory/server-object.js";
export { MessageTooLargeError } from "./message-too-large-error.js";
export type {
  Authorized,
  OpenContext,
  SourceKind,
  TransportEnd,
  TransportEvent,
  TransportSource,
} from "./transport-source.js";
export type { SourceOptions } from "./source-of-entry.js";
export {
  fastmcpStdio,
  type FormOptions,
  nodeStdio,
  npxStdio,
  pythonStdio,
  type ScriptOptions,
  type UvOptions,
  uvStdio,
  uvxStdio,
} from "./stdio/forms.js";
export { type StdioOptions, StdioSource } from "./stdio/stdio-source.js";
export type { ClientTarget, InferredTarget, RemoteTarget, TargetServer } from "./client-target.js";
export { type WebSocketOptions, WebSocketSource } from "./websocket/websocket-source.js";
