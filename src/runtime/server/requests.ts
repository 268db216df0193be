import { ProtocolError, ProtocolErrorCode, type ServerContext } from "@modelcontextprotocol/server";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { Progress } from "../connection/handlers.js";
import { McpError } from "../errors/mcp-error.js";
import { UnsupportedError } from "../errors/unsupported-error.js";
import type { AnsweredMethod } from "./answer.js";
import type { Caller, ServerRequest } from "./options.js";

/** Keys of `_meta` that belong to a connection, and so not to the next one. */
const OF_CONNECTION = "io.modelcontextprotocol/";

/** What is answered, by the capability that has to be declared for it. */
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

/** A request as handlers get it. `context`: the SDK's, at the time when progress is told. */
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
  const message = error instanceof Error ? error.message : String(error);
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
  // who is gone hears nothing
  context.mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
}
