import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { canonicalJson } from "../../shared/json/canonical.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { Upstream } from "./back.js";
import { knownResult } from "./passed-extensions.js";
import { HeldCall } from "./held-call.js";
import { wantedLevel } from "./log-levels.js";
import type { Caller } from "./server-options.js";
import { METHODS, toProtocolError, toRequest } from "./requests.js";
import type { Serving } from "./serving.js";

/** Serves requests of 2026-07-28. Each has its own session behind as long as it runs. */
export function serveModern(server: Server, serving: Serving, caller: Caller): void {
  for (const [method, capability] of METHODS) {
    if (server.getCapabilities()[capability as "tools"] === undefined) continue;
    server.setRequestHandler(
      method as "tools/call",
      ({ params }, context) => answer(serving, caller, method, params, context) as never,
    );
  }
  if (server.getCapabilities().extensions !== undefined)
    server.fallbackRequestHandler = ({ method, params }, context) =>
      answer(serving, caller, method, params, context) as never;
}

async function answer(
  serving: Serving,
  caller: Caller,
  method: string,
  params: unknown,
  context: ServerContext,
): Promise<object> {
  const { _meta: _lifted, ...asked } = params as JsonObject;
  const binding = canonicalJson([caller.id, method, asked]);
  const state = context.mcpReq.requestState<string>();
  const call = state === undefined ? new HeldCall(context) : serving.held.take(state, binding);
  if (call === undefined)
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      "The requestState is unknown, has expired, or belongs to another request. Send the request again without it.",
    );
  try {
    if (state === undefined) start(call, serving, caller, method, params, context);
    const round = await call.round(context, context.mcpReq.inputResponses);
    if ("result" in round) return round.result;
    return inputRequired({
      inputRequests: round.questions as never,
      requestState: serving.held.hold(call, binding),
    });
  } catch (error) {
    throw toProtocolError(error);
  }
}

function start(
  call: HeldCall,
  serving: Serving,
  caller: Caller,
  method: string,
  params: unknown,
  context: ServerContext,
): void {
  const { envelope } = context.mcpReq;
  const capabilities = ((envelope as JsonObject | undefined)?.[CLIENT_CAPABILITIES_META_KEY] ??
    {}) as ClientCapabilities;
  const level = wantedLevel(envelope);
  const request = toRequest(method, params, caller, call.signal, () => call.context);
  const run = async ({ client }: Upstream): Promise<JsonObject> => {
    if (level !== undefined && client.capabilities?.["logging"] !== undefined)
      await client.setLogLevel(level, { signal: call.signal });
    return knownResult(await serving.answer(client, request), capabilities);
  };
  const { elicitation, sampling, roots, extensions } = capabilities as JsonObject;
  const declared = { elicitation, sampling, roots, extensions } as JsonObject;
  const key = canonicalJson([serving.back.generation, caller.id, caller.token ?? null, declared]);
  call.start(() =>
    serving.pool.use(
      key,
      call,
      (front) => serving.back.open({ era: "modern", caller }, front, capabilities),
      run,
      call.signal,
    ),
  );
}
