import { anySignal } from "../../async/any-signal.js";
import type {
  JSONRPCMessage,
  StreamableHTTPClientTransport,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { ProtocolError } from "../../errors/protocol-error.js";
import { asAnswerTo, isAnswer, matchId, type RequestId } from "../../receive/index.js";
import type { TransportEnd } from "../transport-source.js";
import { DirectPosts, MODERN } from "./direct-posts.js";
import type { HttpTransportParts } from "./http-transport-parts.js";
import { LateSession } from "./late-session.js";
import { type FollowOptions, followStream } from "./follow-stream.js";
import { readBody } from "./read-body.js";
import { type EventPlace, readEvent } from "./read-event.js";
import { ResponseDesk } from "./response-desk.js";
import { SseTransport } from "./sse-transport.js";
import { asEventStream, isEventStream } from "./stream-response.js";

/** How an SSE-only server answers the POST of a handshake (MCP, transports, backwards compatibility). */
const MEANS_SSE = new Set([400, 404, 405]);

/** How long a server may take to show that it speaks SSE: one that speaks neither may stay silent. */
const SSE_ANSWER_MS = 5_000;

/** Called at the end of a stream without an answer, with its last text that was not a message. */
type StreamEnd = (said?: string) => void;

type Request = JSONRPCMessage & { readonly id: string | number; readonly method: string };

/**
 * Streamable HTTP. The SDK's transport sends; answers are read here, in the same way as everywhere else. Becomes an SSE
 * transport if the server refuses the handshake and speaks SSE.
 */
export class HttpTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #parts: HttpTransportParts;
  readonly #desk: ResponseDesk;
  readonly #late: LateSession;
  readonly #http: StreamableHTTPClientTransport;
  readonly #ended = new AbortController();
  readonly #direct: DirectPosts;
  /** Requests whose responses are open. */
  readonly #open = new Map<RequestId, { readonly method: string }>();
  #inner: Transport;
  #version = "";
  #closed = false;

  constructor(parts: HttpTransportParts) {
    this.#parts = parts;
    this.#late = new LateSession(parts.standby.fetch);
    this.#desk = new ResponseDesk(this.#late.fetch, (it) => this.#followStandby(it), parts.addsCredentials);
    this.#http = parts.connect(this.#desk);
    this.#direct = new DirectPosts(parts.url, this.#late.fetch);
    this.#inner = this.#http;
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId ?? this.#late.id;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  /** Why the event stream of an SSE transport ended. */
  get end(): TransportEnd | undefined {
    return this.#inner instanceof SseTransport ? this.#inner.end : undefined;
  }

  start(): Promise<void> {
    this.#wire(this.#http);
    return this.#http.start();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (this.#inner !== this.#http) return this.#inner.send(message, options);
    if (!isRequest(message)) return this.#tell(message, options);
    const standby = this.#parts.standby.settled();
    if (standby !== undefined) await standby;
    try {
      await this.#ask(message, options);
    } catch (error) {
      if (message.method !== "initialize" || !(await this.#fallBack(error))) throw error;
      await this.#inner.send(message, options);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended.abort();
    await this.#inner.close();
  }

  setProtocolVersion(version: string): void {
    this.#late.open = version < MODERN;
    this.#version = version;
    this.#direct.protocolVersion = this.#parts.addsCredentials ? undefined : version;
    this.#inner.setProtocolVersion?.(version);
  }

  /** Requests the stream of unsolicited messages, unless it was requested from the start. */
  async listen(): Promise<void> {
    if (this.#inner === this.#http) await this.#parts.standby.listen(this.#http);
  }

  /** Ends the session on the server (DELETE); does nothing without a session. */
  async terminateSession(): Promise<void> {
    if (this.#inner !== this.#http) return;
    if (this.#late.id === undefined) await this.#http.terminateSession();
    else await this.#late.end(this.#parts.url, this.#version);
  }

  #tell(message: JSONRPCMessage, options: TransportSendOptions | undefined): Promise<void> {
    const initialized = "method" in message && message.method === "notifications/initialized";
    const headers = { ...options?.headers, ...ResponseDesk.tolerated };
    return this.#inner.send(message, initialized ? { ...options, headers } : options);
  }

  async #ask(message: Request, options: TransportSendOptions | undefined): Promise<void> {
    let response: Response | undefined;
    if (this.#direct.takes(message, options)) {
      response = await this.#direct.post(message, this.sessionId, options).catch((error: Error) => {
        if (options?.requestSignal?.aborted !== true) this.onerror?.(error);
        throw error;
      });
      if (response.ok) return this.#read(response, message, options);
    }
    // the SDK decides what a refusal means
    const refusal = response;
    const { headers, release } = this.#desk.expect((taken) => (response = taken), refusal);
    try {
      await this.#inner.send(message, { ...options, headers: { ...options?.headers, ...headers } });
    } finally {
      release();
    }
    // The SDK has finished with it: it must know the session of a handshake before it sees the answer.
    if (response !== refusal && response !== undefined) await this.#read(response, message, options);
  }

  async #read(
    response: Response,
    message: Request,
    options: TransportSendOptions | undefined,
  ): Promise<void> {
    const { label, server } = this.#parts;
    const { id, method } = message;
    if (isEventStream(response)) {
      void this.#followAnswer(response, message, options);
      return;
    }
    const values = await readBody(response, { id, method, label, server }).catch((error: unknown) => {
      if (response.status !== 202) throw error;
      // Silence may mean an old server, and some answer on their own stream.
      if (method === "server/discover" || this.#parts.standby.heard) return [];
      const what = `answered the request ${show(method)} with HTTP 202, "Accepted", so no result can follow`;
      throw new ProtocolError(`${show(label)} ${what}.`, undefined, { server, subject: method });
    });
    for (const value of values) this.onmessage?.(value as JSONRPCMessage);
  }

  async #followAnswer(
    response: Response,
    { id, method }: Request,
    options: TransportSendOptions | undefined,
  ): Promise<void> {
    const left = options?.requestSignal;
    const strays: JSONRPCMessage[] = [];
    let answered = false;
    let said: string | undefined;
    this.#open.set(id, { method });
    const following = this.#follow(response, { id, ...this.#place }, left, {
      lasting: false,
      onStray: (text) => (said = text),
      wanted: () => !answered,
      onMessage: (message) => {
        if (!isAnswer(message)) return;
        const to = matchId((message as { id?: unknown }).id, this.#open);
        if (to === id) answered = true;
        else if (to === undefined) strays.push(message);
      },
    });
    await following.finally(() => this.#open.delete(id));
    if (left?.aborted === true || this.#closed) return;
    // the only answer of a stream is that to its request, whatever its id
    if (!answered && strays.length === 1) this.onmessage?.(asAnswerTo(id, strays[0]) as JSONRPCMessage);
    (options?.onRequestStreamEnd as StreamEnd | undefined)?.(said);
  }

  #followStandby(response: Response): void {
    void this.#follow(asEventStream(response, this.#place), this.#place, undefined, {
      lasting: true,
      wanted: () => true,
      onMessage: () => undefined,
    });
  }

  get #place(): EventPlace {
    const { label, server, limit } = this.#parts;
    return { label, server, limit };
  }

  #follow(
    response: Response,
    place: EventPlace,
    left: AbortSignal | undefined,
    options: Pick<FollowOptions, "lasting" | "wanted"> & {
      readonly onMessage: (message: JSONRPCMessage) => void;
      /** Receives the text of an event that is not a message. */
      readonly onStray?: (text: string) => void;
    },
  ): Promise<void> {
    const signal = left === undefined ? this.#ended.signal : anySignal([this.#ended.signal, left]);
    return followStream(response, {
      limit: place.limit,
      signal,
      lasting: options.lasting,
      wanted: options.wanted,
      sleep: (ms, ended) => this.#parts.clock.sleep(ms, ended, "background"),
      onError: (error) => this.onerror?.(error instanceof Error ? error : new Error(String(error))),
      onEvent: (event) => {
        const messages = readEvent(event, place);
        if (messages.length === 0 && event.kind === "event" && event.data !== "")
          options.onStray?.(event.data);
        for (const message of messages) {
          options.onMessage(message);
          this.onmessage?.(message);
        }
      },
      reopen: (lastEventId) => this.#reopen(lastEventId, signal),
    });
  }

  async #reopen(lastEventId = "", signal: AbortSignal): Promise<Response | undefined> {
    let response: Response | undefined;
    const take = (taken: Response): void => void (response = asEventStream(taken, this.#place));
    await this.#desk.resuming(lastEventId, { take, signal }, () => this.#http.resumeStream(lastEventId));
    return response;
  }

  #wire(inner: Transport): void {
    inner.onmessage = (message, extra) => this.onmessage?.(message, extra);
    inner.onerror = (error) => this.onerror?.(error);
    inner.onclose = () => {
      this.#closed = true;
      this.#ended.abort();
      this.onclose?.();
    };
  }

  /** Whether an SSE connection replaces this one now. */
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

function isRequest(message: JSONRPCMessage): message is Request {
  return "method" in message && "id" in message;
}
