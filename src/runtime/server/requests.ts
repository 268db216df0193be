import { reason } from "../../shared/text/reason.js";
import { ProtocolError, ProtocolErrorCode, type ServerContext } from "@modelcontextprotocol/server";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { Progress } from "../connection/connection-handlers.js";
import { McpError } from "../errors/mcp-error.js";
import { UnsupportedError } from "../errors/unsupported-error.js";
import type { AnsweredMethod } from "./answer.js";
import type { Caller, ServerRequest } from "./server-options.js";

/** Prefix of the keys of `_meta` that belong to a connection, and so are not passed on. */
const OF_CONNECTION = "io.modelcontextprotocol/";

/** The answered methods, by the capability that must be declared for them. */
export const METHODS: readonly (readonly [method: AnsweredMethod, capability: string])[] = [
  ["tools/list", "tools"],
  ["tools/call", "tools"],
  ["resources/list", "resources"],
  ["resources/templates/list", "resources"],
  ["resources/read", "resources"],
  ["prompts/list", "prompts"],
  ["prompts/get", "prompts"],
  ["completion/complete", "completions"],
];

/** Converts a request for the handlers. `context`: that of the SDK, when progress is sent. */
export function toRequest(
  method: string,
  given: unknown,
  caller: Caller,
  signal: AbortSignal,
  context: () => ServerContext | undefined,
): ServerRequest {
  const { _meta: _lifted, ...params } = isJsonObject(given) ? given : {};
  const meta = metaOf(context());
  return {
    method,
    params,
    meta,
    caller,
    signal,
    ...(tokenOf(context()) !== undefined && { onProgress: (progress) => tell(context(), progress) }),
  };
}

/** The JSON-RPC error that answers a request. */
export function toProtocolError(error: unknown): unknown {
  if (error instanceof McpError) return new ProtocolError(error.rpcCode, error.message, error.data);
  if (error instanceof ProtocolError) return error;
  if (error instanceof UnsupportedError)
    return new ProtocolError(ProtocolErrorCode.MethodNotFound, error.message);
  const message = reason(error);
  return new ProtocolError(ProtocolErrorCode.InternalError, message);
}

function metaOf(context: ServerContext | undefined): JsonObject | undefined {
  const { progressToken: _token, ...given } = (context?.mcpReq._meta ?? {}) as JsonObject;
  const kept = Object.entries(given).filter(([key]) => !key.startsWith(OF_CONNECTION));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function tokenOf(context: ServerContext | undefined): string | number | undefined {
  return context?.mcpReq._meta?.progressToken;
}

function tell(context: ServerContext | undefined, { progress, total, message }: Progress): void {
  const progressToken = tokenOf(context);
  if (context === undefined || progressToken === undefined) return;
  const params = {
    progressToken,
    progress,
    ...(total !== undefined && { total }),
    ...(message !== undefined && { message }),
  };
  // a caller that has left cannot receive it
  context.mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
}
