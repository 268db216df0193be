import type { JSONRPCMessage, SSEClientTransport, Transport } from "@modelcontextprotocol/client";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import { RequestHold } from "../request-hold.js";
import type { TransportEnd } from "../transport-source.js";

export interface SseTransportParts {
  /** The error of the last request for the stream, which the SDK reduces to a text. */
  readonly failure: () => Error | undefined;
  /** Whether an error of the SDK concerns the stream, and not a message that was sent. */
  readonly isStreamError: (error: Error) => boolean;
}

/**
 * The SDK's SSE transport, but it ends when its stream does: the SDK would open another stream, and so another session that is
 * not initialized, and calls under way would wait forever.
 */
export class SseTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #inner: SSEClientTransport;
  readonly #parts: SseTransportParts;
  readonly #hold = new RequestHold();
  #started = false;
  #closed = false;
  #stopStart: (error: Error) => void = () => undefined;
  #end: TransportEnd | undefined;

  constructor(inner: SSEClientTransport, parts: SseTransportParts) {
    this.#inner = inner;
    this.#parts = parts;
  }

  get end(): TransportEnd | undefined {
    return this.#end;
  }

  async start(): Promise<void> {
    const inner: Transport = this.#inner;
    inner.onerror = (error) => {
      this.onerror?.(error);
      if (this.#started && this.#parts.isStreamError(error)) this.#dropped(error);
    };
    inner.onclose = () => this.#ended();
    const stopped = new Promise<never>((_, reject) => (this.#stopStart = reject));
    try {
      await this.#hold.during(Promise.race([inner.start(), stopped]));
      this.#started = true;
    } catch (error) {
      await inner.close();
      throw this.#parts.failure() ?? error;
    }
  }

  async send(message: JSONRPCMessage): Promise<void> {
    try {
      await this.#inner.send(message);
    } catch (error) {
      // As over Streamable HTTP, a refusal of this notification does not matter.
      const { status } = error as { readonly status?: unknown };
      const initialized = "method" in message && message.method === "notifications/initialized";
      if (!initialized || typeof status !== "number" || status < 400) throw error;
    }
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion(version);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#stopStart(
      new ConnectionClosedError("The connection was closed while it was being opened.", { sent: false }),
    );
    await this.#inner.close();
  }

  #dropped(error: Error): void {
    this.#end ??= { reason: "ended its event stream", cause: this.#parts.failure() ?? error };
    void this.close();
  }

  #ended(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onclose?.();
  }
}
