import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { canonicalJson } from "../../../shared/json/canonical.js";

/**
 * Remembers the legacy handshake of a kept process: a later connection with the same `initialize` gets the same answer without
 * asking, since servers need not accept a second one. A different one is sent.
 */
export class HandshakeMemory {
  #known: { readonly params: string; readonly result: unknown } | undefined;
  #asked: { readonly id: unknown; readonly params: string } | undefined;
  #replayed = false;

  /** Decides about an outgoing message: send it, drop it, or deliver `answer` instead of sending it. */
  outgoing(message: JSONRPCMessage): "send" | "drop" | { readonly answer: JSONRPCMessage } {
    if (!("method" in message)) return "send";
    if (message.method === "notifications/initialized" && this.#replayed) {
      this.#replayed = false;
      return "drop";
    }
    if (message.method !== "initialize" || !("id" in message)) return "send";
    const params = canonicalJson(message.params);
    this.#replayed = this.#known?.params === params;
    if (this.#known !== undefined && this.#replayed) {
      return { answer: { jsonrpc: "2.0", id: message.id, result: this.#known.result } as JSONRPCMessage };
    }
    this.#asked = { id: message.id, params };
    return "send";
  }

  incoming(message: JSONRPCMessage): void {
    if (
      this.#asked === undefined ||
      !("id" in message) ||
      "method" in message ||
      String(message.id) !== String(this.#asked.id)
    )
      return;
    this.#known = "result" in message ? { params: this.#asked.params, result: message.result } : undefined;
    this.#asked = undefined;
  }
}
