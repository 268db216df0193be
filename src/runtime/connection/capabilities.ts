import type { ClientCapabilities, JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../shared/json/json.js";
import type { ClientHandlers } from "./connection-handlers.js";

/** Extensions that this runtime supports by itself (SEP-2133). A server makes a call a task only if this is declared. */
const TASKS = "io.modelcontextprotocol/tasks";

/** Declares only capabilities that have a handler, so that a server never waits for an answer that cannot come. */
export function capabilitiesOf(handlers: ClientHandlers, extra: ClientCapabilities = {}): ClientCapabilities {
  return {
    ...(handlers.sampling !== undefined && { sampling: handlers.sampling.capabilities ?? {} }),
    ...(handlers.elicitation !== undefined && {
      elicitation: handlers.elicitation.capabilities ?? { form: {} },
    }),
    ...(handlers.roots !== undefined && { roots: { listChanged: true } }),
    ...extra,
    extensions: { [TASKS]: {}, ...extra.extensions },
  };
}

/** Removes the tasks of 2026-07-28 from an older handshake: strict servers refuse capabilities that they do not know. */
export function withoutModernTasks(handshake: JSONRPCMessage): JSONRPCMessage {
  const params: unknown = "params" in handshake ? handshake.params : undefined;
  if (!isJsonObject(params) || !isJsonObject(params["capabilities"])) return handshake;
  const { extensions, ...rest } = params["capabilities"];
  if (!isJsonObject(extensions)) return handshake;
  const { [TASKS]: _tasks, ...others } = extensions;
  const capabilities = Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest;
  return { ...handshake, params: { ...params, capabilities } } as JSONRPCMessage;
}
