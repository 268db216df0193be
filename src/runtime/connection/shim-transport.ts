import type {
  JSONRPCMessage,
  MessageExtraInfo,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import { withoutModernTasks } from "./capabilities.js";
import { isJsonObject } from "../../shared/json/json.js";
import { wrapAnswer } from "./envelope.js";

/** A notification or request of the server, as it stood on the wire. */
export interface Inbound {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly id?: string | number;
}

/** What the session sees of the traffic, in the order in which it came. */
export interface Taps {
  /** Before the SDK. True: dealt with, the SDK need not see it. */
  onInbound(message: Inbound): boolean;
  /** Everything that comes in, unchanged. */
  onRaw?: ((message: JSONRPCMessage) => void) | undefined;
}

/** Marks the error by which a response stream that ended early settles its call. */
export const STREAM_ENDED: unique symbol = Symbol("response stream ended");

interface Pending {
  readonly method: string;
  /** Ends the HTTP exchange of a cancelled request; the SDK does it on 2026-07-28 only. */
  readonly exchange: AbortController | undefined;
}

/**
 * A transport around every transport. It closes what the SDK leaves open, in both eras:
 *
 * - notifications are handed over synchronously, in order, so that no progress is lost to the response behind it;
 * - a response stream that ends without the response settles its call at once, instead of at the timeout;
 * - the exchange of a cancelled request ends, so that it holds no socket;
 * - answers pass the SDK's validation untouched (`envelope.ts`); answers to nobody's question are dropped.
 */
export class ShimTransport implements Transport {
  onmessage?: Transport["onmessage"];
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  /** Set once a 2026-07-28 connection is negotiated: from then on answers travel in envelopes. */
  modern = false;
  /** Whether the server answered the SDK's question for 2026-07-28, whatever it said. */
  heardProbe = false;

  readonly #inner: Transport;
  readonly #taps: Taps;
  readonly #pending = new Map<string | number, Pending>();
  #closing: Promise<void> | undefined;

  // The SDK takes a transport with these two for a process, whose silence on its probe means an old server. That is the
  // right reading for every transport: an old server may stay silent over HTTP, too.
  readonly pid: null = null;
  readonly stderr: null = null;

  constructor(inner: Transport, taps: Taps) {
    this.#inner = inner;
    this.#taps = taps;
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  setSupportedProtocolVersions(versions: string[]): void {
    this.#inner.setSupportedProtocolVersions?.(versions);
  }

  async start(): Promise<void> {
    this.#inner.onmessage = (message, extra) => this.#receive(message, extra);
    this.#inner.onerror = (error) => this.onerror?.(error);
    this.#inner.onclose = () => {
      this.#pending.clear();
      this.onclose?.();
    };
    await this.#inner.start();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (!("method" in message)) return this.#inner.send(message, options);
    if (!("id" in message)) return this.#notify(message, options);
    const { id, method } = message;
    const exchange = this.#exchangeOf(options);
    this.#pending.set(id, { method, exchange });
    try {
      // Only exchanges have streams that could end, and cost what it takes to notice.
      await this.#inner.send(
        method === "initialize" ? withoutModernTasks(message) : message,
        this.hasPerRequestStream ? this.#watched(id, exchange, options) : options,
      );
    } catch (error) {
      this.#pending.delete(id);
      if (method === "server/discover") this.heardProbe = true;
      throw error;
    }
  }

  /** Calling it again waits for the first. */
  close(): Promise<void> {
    return (this.#closing ??= this.#inner.close());
  }

  /** Ends the session on the server, where the transport has such a thing (Streamable HTTP). */
  async terminate(): Promise<void> {
    const { terminateSession } = this.#inner as Partial<{ terminateSession(): Promise<void> }>;
    if (this.sessionId !== undefined) await terminateSession?.call(this.#inner);
  }

  /** Has the server speak unasked, where the transport asks for that (Streamable HTTP before 2026-07-28). */
  async listen(): Promise<void> {
    const { listen } = this.#inner as Partial<{ listen(): Promise<void> }>;
    await listen?.call(this.#inner);
  }

  #exchangeOf(options: TransportSendOptions | undefined): AbortController | undefined {
    return this.hasPerRequestStream && options?.requestSignal === undefined
      ? new AbortController()
      : undefined;
  }

  #watched(
    id: string | number,
    exchange: AbortController | undefined,
    options: TransportSendOptions | undefined,
  ): TransportSendOptions {
    return {
      ...options,
      ...(exchange !== undefined && { requestSignal: exchange.signal }),
      onRequestStreamEnd: () => {
        options?.onRequestStreamEnd?.();
        this.#streamEnded(id);
      },
    };
  }

  async #notify(
    message: JSONRPCMessage & { method: string; params?: unknown },
    options?: TransportSendOptions,
  ): Promise<void> {
    try {
      await this.#inner.send(message, options);
    } finally {
      if (message.method === "notifications/cancelled")
        this.#forget((message.params as { requestId?: string | number }).requestId);
    }
  }

  #forget(id: string | number | undefined): void {
    if (id === undefined) return;
    this.#pending.get(id)?.exchange?.abort();
    this.#pending.delete(id);
  }

  #receive(message: JSONRPCMessage, extra?: MessageExtraInfo): void {
    this.#taps.onRaw?.(message);
    if ("method" in message) {
      if (!this.#taps.onInbound(message as Inbound)) this.onmessage?.(message, extra);
      return;
    }
    const pending = message.id === undefined ? undefined : this.#pending.get(message.id);
    if (pending === undefined) return;
    if (pending.method === "server/discover") this.heardProbe = true;
    this.#pending.delete(message.id as string | number);
    // The SDK takes a result that is no object for no response at all, and lets the call hang.
    const enveloped = "result" in message && (this.modern || !isJsonObject(message.result));
    const settled = enveloped ? { ...message, result: wrapAnswer(pending.method, message.result) } : message;
    this.onmessage?.(settled as JSONRPCMessage, extra);
  }

  #streamEnded(id: string | number): void {
    const pending = this.#pending.get(id);
    // The SDK settles its own `subscriptions/listen`; an answered request has nothing left to settle.
    if (pending === undefined || pending.method === "subscriptions/listen") return;
    this.#pending.delete(id);
    const error = {
      code: -32000,
      message: "The response stream ended before the response.",
      data: STREAM_ENDED,
    };
    this.onmessage?.({ jsonrpc: "2.0", id, error });
  }
}
