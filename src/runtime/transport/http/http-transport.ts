import type {
  JSONRPCMessage,
  StreamableHTTPClientTransport,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import type { TransportEnd } from "../source.js";
import { SseTransport } from "./sse-transport.js";
import type { Standby } from "./standby.js";

/** What a server that speaks SSE only answers to the POST of a handshake (MCP, transports, backwards compatibility). */
const MEANS_SSE = new Set([400, 404, 405]);

/** How long a server may take to show that it speaks SSE: one that speaks neither may just stay silent. */
const SSE_ANSWER_MS = 5_000;

export interface HttpTransportParts {
  /** Why a body broke off, which the SDK reduces to a text. */
  readonly failure: () => Error | undefined;
  /** Absent: no fall-back. */
  readonly openSse: (() => Promise<Transport>) | undefined;
  readonly onFallback: (status: number) => void;
}

/** The SDK's Streamable HTTP transport; becomes an SSE one where the server refuses the handshake and speaks that. */
export class HttpTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #http: StreamableHTTPClientTransport;
  readonly #standby: Standby;
  readonly #parts: HttpTransportParts;
  #inner: Transport;
  #closed = false;

  constructor(http: StreamableHTTPClientTransport, standby: Standby, parts: HttpTransportParts) {
    this.#http = http;
    this.#standby = standby;
    this.#inner = http;
    this.#parts = parts;
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  /** Why a stream broke off. */
  get end(): TransportEnd | undefined {
    if (this.#inner instanceof SseTransport) return this.#inner.end;
    const cause = this.#parts.failure();
    return cause && { reason: "sent more than the limit allows", cause };
  }

  start(): Promise<void> {
    this.#wire(this.#http);
    return this.#http.start();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    try {
      const standby = "id" in message ? this.#standby.settled() : undefined;
      if (standby !== undefined) await standby;
      await this.#inner.send(message, options);
    } catch (error) {
      if (!("method" in message && message.method === "initialize" && (await this.#fallBack(error)))) {
        throw error;
      }
      await this.#inner.send(message, options);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#inner.close();
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  /** Asks for the stream on which the server speaks unasked, where it was not asked for from the start. */
  async listen(): Promise<void> {
    if (this.#inner === this.#http) await this.#standby.listen(this.#http);
  }

  /** Ends the session on the server (DELETE); nothing without a session. */
  async terminateSession(): Promise<void> {
    if (this.#inner === this.#http) await this.#http.terminateSession();
  }

  #wire(inner: Transport): void {
    inner.onmessage = (message, extra) => this.onmessage?.(message, extra);
    inner.onerror = (error) => this.onerror?.(error);
    inner.onclose = () => {
      this.#closed = true;
      this.onclose?.();
    };
  }

  /** Whether an SSE connection stands in place of this one now. */
  async #fallBack(error: unknown): Promise<boolean> {
    const status = (error as { status?: unknown } | undefined)?.status;
    const { openSse, onFallback } = this.#parts;
    if (openSse === undefined || typeof status !== "number" || !MEANS_SSE.has(status)) return false;
    const sse = await openSse();
    // The refusal of the handshake is the better error: the server speaks neither.
    const timer = setTimeout(() => void sse.close(), SSE_ANSWER_MS);
    const started = await sse.start().then(
      () => true,
      () => false,
    );
    clearTimeout(timer);
    if (!started || this.#closed) {
      await sse.close();
      return false;
    }
    this.#wire(sse);
    this.#http.onclose = () => undefined;
    this.#inner = sse;
    await this.#http.close();
    onFallback(status);
    return true;
  }
}
