import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { JsonScanner } from "./json-scanner.js";

/** Marks the placeholder for an answer of which only the id could be read. */
export const BROKEN: unique symbol = Symbol("broken answer");

/** Why an answer cannot be read. */
export interface Broken {
  /** A clause that calls the answer `it`: `it is not JSON`. */
  readonly reason: string;
  /** What the server sent, as far as it was read. */
  readonly answer: unknown;
  /** The error itself, if it has a class of its own: an answer that exceeds the limit. */
  readonly error?: Error;
}

/**
 * Makes the placeholder that a transport passes on for an answer that it could not read. Without an id, it belongs to the only
 * pending request.
 */
export function brokenAnswer(id: unknown, broken: Broken): JSONRPCMessage {
  return { jsonrpc: "2.0", id, [BROKEN]: broken } as unknown as JSONRPCMessage;
}

/** Returns placeholders for the answers in bytes that are not read completely. Empty: they are not an answer. */
export function brokenAnswers(bytes: Uint8Array, broken: Broken): readonly JSONRPCMessage[] {
  const scanner = new JsonScanner();
  scanner.push(bytes);
  return scanner.hasMethod ? [] : scanner.ids.map((id) => brokenAnswer(id, broken));
}

/** Data of the error for a request whose answer cannot be read. */
export class UnreadableAnswer {
  readonly broken: Broken;

  constructor(broken: Broken) {
    this.broken = broken;
  }
}
