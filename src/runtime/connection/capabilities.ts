import type { ClientCapabilities, JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { TASKS } from "../extensions/known-extensions.js";
import type { ClientHandlers } from "./connection-handlers.js";

/** Declares only capabilities that have a handler, so that a server never waits for an answer that cannot come. */
export function capabilitiesOf(
  handlers: ClientHandlers,
  extensions: Readonly<Record<string, JsonObject>>,
  extra: ClientCapabilities = {},
): ClientCapabilities {
  return {
    ...(handlers.sampling !== undefined && { sampling: handlers.sampling.capabilities ?? {} }),
    ...(handlers.elicitation !== undefined && {
      elicitation: handlers.elicitation.capabilities ?? { form: {} },
    }),
    ...(handlers.roots !== undefined && { roots: { listChanged: true } }),
    ...extra,
    extensions: { [TASKS]: {}, ...extensions, ...extra.extensions } as NonNullable<
      ClientCapabilities["extensions"]
    >,
  };
}

/**
 * Removes tasks and `others` from the extensions in an older handshake: their results exist in 2026-07-28 only, and strict
 * servers refuse capabilities that they do not know.
 */
export function withoutModernExtensions(
  handshake: JSONRPCMessage,
  others: readonly string[],
): JSONRPCMessage {
  const params: unknown = "params" in handshake ? handshake.params : undefined;
  if (!isJsonObject(params) || !isJsonObject(params["capabilities"])) return handshake;
  const { extensions, ...rest } = params["capabilities"];
  if (!isJsonObject(extensions)) return handshake;
  const removed = new Set([TASKS, ...others]);
  const kept = Object.entries(extensions).filter(([id]) => !removed.has(id));
  const capabilities = kept.length > 0 ? { ...rest, extensions: Object.fromEntries(kept) } : rest;
  return { ...handshake, params: { ...params, capabilities } } as JSONRPCMessage;
}
