import { FOREVER_MS } from "../../shared/time/forever.js";
import { unreferenced } from "../async/unreferenced.js";

/** A number on platforms other than Node.js. */
type Timer = ReturnType<typeof setInterval> & { ref?(): unknown };

/** The fields of a JSON-RPC message that identify its request. */
interface Envelope {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/**
 * Keeps the program alive while an answer is awaited, and only then. The handles of our transports are unreferenced, so that an
 * open connection never keeps a finished program alive; a call under way must do so.
 */
export class RequestHold {
  readonly #pending = new Set<unknown>();
  #timer: Timer | undefined;

  /** Keeps the program alive until `work` settles. */
  async during<T>(work: Promise<T>): Promise<T> {
    const token = { id: Symbol("work") };
    this.#add(token.id);
    try {
      return await work;
    } finally {
      this.failed(token);
    }
  }

  /** Call for every message sent. */
  sent(message: Envelope): void {
    const { id, method } = message;
    if (method === "notifications/cancelled") {
      this.failed({ id: (message.params as { requestId?: unknown } | undefined)?.requestId });
      return;
    }
    // Streams stay open: no answer is awaited.
    if (id === undefined || typeof method !== "string" || method === "subscriptions/listen") return;
    // The era probe was not answered: the handshake replaces it.
    if (method === "initialize") this.#pending.clear();
    this.#add(id);
  }

  /** Call for every message received. */
  received(message: Envelope): void {
    if (message.id === undefined || typeof message.method === "string") return;
    this.#pending.delete(message.id);
    this.#settle();
  }

  /** Call when a request could not be sent, or was cancelled. */
  failed(message: Envelope): void {
    this.#pending.delete(message.id);
    this.#settle();
  }

  /** Call when nothing is awaited, now or later. */
  release(): void {
    this.#pending.clear();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #add(id: unknown): void {
    this.#pending.add(id);
    if (this.#pending.size > 1) return;
    // One timer for all requests in turn: one per request would cost more than the rest of this class.
    if (this.#timer === undefined) this.#timer = setInterval(() => undefined, FOREVER_MS);
    else this.#timer.ref?.();
  }

  #settle(): void {
    if (this.#pending.size > 0) return;
    if (this.#timer !== undefined) unreferenced(this.#timer);
  }
}
