import { readable } from "../../shared/text/reason.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/client";
import { onAbort } from "../async/on-abort.js";
import { Deadlines } from "./deadlines.js";
import { InFlight } from "./in-flight.js";

/** Requests that the SDK refuses to send in the older era. */
const MODERN_ONLY = new Set(["server/discover", "subscriptions/listen"]);

/** What can end a request besides its answer. */
export interface DirectOptions {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds. */
  readonly timeoutMs?: number | undefined;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends requests without the SDK's client: one message out, one message back. In the older era the SDK adds nothing to them,
 * and its work per request costs more than the wire. Errors have the shape of the SDK's (`errors/map-sdk-error.ts`).
 */
export class DirectRequests {
  readonly #send: (message: JSONRPCMessage) => Promise<void>;
  readonly #waiting = new InFlight<Waiting>();
  readonly #deadlines = new Deadlines(() => performance.now());
  #nextId = 0;
  #closed = false;

  constructor(send: (message: JSONRPCMessage) => Promise<void>) {
    this.#send = send;
  }

  /** Whether a request of the older era can be sent this way. */
  static takes(method: string): boolean {
    return !MODERN_ONLY.has(method);
  }

  /** Notes an id that the SDK uses: both sides count from 0, so one has to yield. */
  reserve(id: RequestId): void {
    if (typeof id === "number" && id >= this.#nextId) this.#nextId = id + 1;
  }

  /** Resolves to the result of a request, as received. */
  async request(method: string, params: object, { signal, timeoutMs }: DirectOptions): Promise<unknown> {
    if (this.#closed) throw failure("NOT_CONNECTED", "Not connected");
    const id = this.#nextId++;
    let release: (() => void) | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        const cancel = (reason: unknown): void => {
          if (!this.#waiting.delete(id)) return;
          void this.#cancel(id, reason);
          reject(reason as Error);
        };
        if (signal !== undefined) release = onAbort(signal, () => cancel(signal.reason));
        if (timeoutMs) {
          const expire = (): void => cancel(failure("REQUEST_TIMEOUT", "Request timed out"));
          this.#deadlines.add(id, timeoutMs, expire);
        }
        this.#send({ jsonrpc: "2.0", id, method, params } as JSONRPCMessage).catch((error: unknown) => {
          this.#waiting.delete(id);
          reject(error as Error);
        });
      });
    } finally {
      this.#deadlines.delete(id);
      release?.();
    }
  }

  /** Settles the request that a message answers. Returns whether there was one. */
  settle(message: JSONRPCMessage): boolean {
    if ("method" in message || message.id === undefined) return false;
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return false;
    this.#waiting.delete(message.id);
    if ("result" in message) waiting.resolve(message.result);
    else {
      const { code, message: text, data } = message.error;
      waiting.reject(failure(code, text, data));
    }
    return true;
  }

  /** The connection is gone: rejects all pending requests. */
  close(): void {
    this.#closed = true;
    const error = failure("CONNECTION_CLOSED", "Connection closed");
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#deadlines.clear();
  }

  /** Notifies the server, which may no longer receive it. */
  async #cancel(requestId: RequestId, reason: unknown): Promise<void> {
    const params = { requestId, reason: String(readable(reason)) };
    await this.#send({ jsonrpc: "2.0", method: "notifications/cancelled", params }).catch(() => undefined);
  }
}

function failure(code: string | number, message: string, data?: unknown): Error {
  return Object.assign(new Error(message), { code, data });
}
