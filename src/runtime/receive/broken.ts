import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { JsonScanner } from "./json-scanner.js";

/** Marks what stands for an answer of which only the id could be read. */
export const BROKEN: unique symbol = Symbol("broken answer");

/** Why an answer cannot be read. */
export interface Broken {
  /** A clause with `it` for the answer: `it is not JSON`. */
  readonly reason: string;
  /** What the server sent, as far as it was read. */
  readonly answer: unknown;
  /** The error itself, where it has a class of its own: an answer over the limit. */
  readonly error?: Error;
}

/** What a transport hands over in place of an answer that it could not read. Without an id it is that of the only request. */
export function brokenAnswer(id: unknown, broken: Broken): JSONRPCMessage {
  return { jsonrpc: "2.0", id, [BROKEN]: broken } as unknown as JSONRPCMessage;
}

/** The answers in bytes that are not read as a whole. Empty: they are no answer. */
export function brokenAnswers(bytes: Uint8Array, broken: Broken): readonly JSONRPCMessage[] {
  const scanner = new JsonScanner();
  scanner.push(bytes);
  return scanner.hasMethod ? [] : scanner.ids.map((id) => brokenAnswer(id, broken));
}

/** Data of the error by which a connection fails a request whose answer cannot be read. */
export class UnreadableAnswer {
  readonly broken: Broken;

  constructor(broken: Broken) {
    this.broken = broken;
  }
}
