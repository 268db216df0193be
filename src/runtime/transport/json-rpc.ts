import type { JSONRPCMessage } from "@modelcontextprotocol/client";

/** The messages in a text: one, a batch of them (2025-03-26), or `undefined` when it is no JSON-RPC. */
export function parseMessages(text: string): readonly JSONRPCMessage[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return isMessage(value) ? [value] : undefined;
  return value.length > 0 && value.every(isMessage) ? value : undefined;
}

/** Envelope only: what is inside is for the protocol engine to judge. */
function isMessage(value: unknown): value is JSONRPCMessage {
  if (typeof value !== "object" || value === null) return false;
  const { jsonrpc, id, method, result, error } = value as Record<string, unknown>;
  if (jsonrpc !== "2.0" || !isId(id)) return false;
  if (method !== undefined) return typeof method === "string";
  return result !== undefined || (typeof error === "object" && error !== null);
}

function isId(id: unknown): boolean {
  return id === undefined || id === null || typeof id === "string" || typeof id === "number";
}
