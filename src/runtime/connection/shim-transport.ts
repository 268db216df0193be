import type {
  JSONRPCMessage,
  MessageExtraInfo,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import { withoutModernExtensions } from "./capabilities.js";
import { isJsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import {
  discoveryFault,
  NotificationCount,
  receive,
  type RequestId,
  type RpcError,
  UnreadableAnswer,
} from "../receive/index.js";
import { RequestHold } from "../transport/request-hold.js";
import type { Clock } from "../async/clock.js";
import { DoubtfulErrors } from "./doubtful-errors.js";
import { StrayErrors } from "./stray-errors.js";
import type { Inbound, Taps } from "./taps.js";
import { InFlight } from "./in-flight.js";
import { ServedRequests } from "./served-requests.js";
import { DirectRequests } from "./direct-requests.js";
import { wrapAnswer } from "./envelope.js";
import { INTERNAL_ERROR } from "../../shared/json/json-rpc.js";

/** Marks the error of a call whose response stream ended early. */
export const STREAM_ENDED: unique symbol = Symbol("response stream ended");

interface Pending {
  readonly method: string;
  /** Ends the HTTP exchange of a cancelled request; the SDK does that only on 2026-07-28. */
  readonly exchange: AbortController | undefined;
  /** How many notifications were sent before it. */
  readonly notifications: number;
}

/**
 * Wraps every transport to cover what the SDK does not handle, in both eras:
 *
 * - notifications are handed over synchronously, in order, so that no progress is lost to the response behind it;
 * - a response stream that ends without the response settles its call at once, instead of at the timeout;
 * - the exchange of a cancelled request ends, so that it holds no socket;
 * - what comes in is read once, in one way, whatever the transport (`receive/`), and an answer that cannot be read fails its
 *   request at once;
 * - answers pass the SDK's validation untouched (`envelope.ts`); answers to no request that waits are dropped;
 * - a request under way keeps the program alive; an open connection does not.
 */
export class ShimTransport implements Transport {
  onmessage?: Transport["onmessage"];
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  /** Set once a 2026-07-28 connection has been negotiated: from then on answers travel in envelopes. */
  modern = false;
  /** Whether the server answered the SDK's 2026-07-28 probe in any way. */
  heardProbe = false;

  /** What is wrong with the result of that probe, as a clause; `undefined`: nothing. */
  probeFault: string | undefined;

  readonly #inner: Transport;
  readonly #taps: Taps;
  readonly #pending = new InFlight<Pending>();
  readonly #hold = new RequestHold();
  /** Requests of the server during calls. */
  readonly served = new ServedRequests();
  /** Requests that the SDK's client does not see. */
  readonly direct = new DirectRequests((message) => this.send(message));
  /** Errors that answer no request. */
  readonly strays = new StrayErrors();
  readonly #notifications = new NotificationCount();
  readonly #doubtful: DoubtfulErrors;
  #closing: Promise<void> | undefined;

  // The SDK takes a transport with these two members for a process, whose silence on a probe means an old server. That is right
  // for every transport: an old server may be silent over HTTP, too.
  readonly pid: null = null;
  readonly stderr: null = null;

  constructor(inner: Transport, taps: Taps, clock: Clock) {
    this.#inner = inner;
    this.#taps = taps;
    this.#doubtful = new DoubtfulErrors(clock, (id, error) => this.#failWith(id, error));
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  /** Whether the process underneath, if it is kept, may serve another connection after this one. */
  set reusable(reusable: boolean) {
    if ("reusable" in this.#inner) this.#inner.reusable = reusable;
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
      const pending = [...this.#pending.values()];
      this.#pending.clear();
      this.#doubtful.close();
      this.#hold.release();
      this.direct.close();
      this.onclose?.();
      // the calls have their errors: their exchanges may end
      for (const { exchange } of pending) exchange?.abort();
    };
    await this.#inner.start();
    this.#taps.steps.opened();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (!("method" in message)) {
      if (message.id !== undefined) this.served.answered(message.id);
      return this.#inner.send(message, options);
    }
    if (!("id" in message)) return this.#notify(message, options);
    const { id, method } = message;
    const exchange = this.#exchangeOf(options);
    this.direct.reserve(id);
    this.#pending.set(id, { method, exchange, notifications: this.#notifications.sent });
    this.#hold.sent(message);
    this.#taps.steps.sent(method);
    try {
      // Only exchanges have streams that can end, and pay for noticing it.
      await this.#inner.send(
        method === "initialize" ? withoutModernExtensions(message, this.#taps.modernOnly ?? []) : message,
        this.hasPerRequestStream ? this.#watched(id, exchange, options) : options,
      );
    } catch (error) {
      this.#settle(id);
      this.#taps.steps.failed(method);
      if (method === "server/discover") this.heardProbe = true;
      throw error;
    }
  }

  /** Further calls wait for the first. */
  close(): Promise<void> {
    this.#hold.release();
    return (this.#closing ??= this.#inner.close());
  }

  /** Ends the session on the server, if the transport has sessions (Streamable HTTP). */
  async terminate(): Promise<void> {
    const { terminateSession } = this.#inner as Partial<{ terminateSession(): Promise<void> }>;
    if (this.sessionId !== undefined) await terminateSession?.call(this.#inner);
  }

  /** Opens the stream of unsolicited messages, if the transport needs one (Streamable HTTP before 2026-07-28). */
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
      onRequestStreamEnd: (said?: string) => {
        options?.onRequestStreamEnd?.();
        this.#streamEnded(id, said);
      },
    };
  }

  async #notify(
    message: JSONRPCMessage & { method: string; params?: unknown },
    options?: TransportSendOptions,
  ): Promise<void> {
    this.#notifications.add();
    this.#taps.steps.sent(message.method);
    try {
      await this.#inner.send(message, options);
      this.#taps.steps.answered(message.method);
    } finally {
      if (message.method === "notifications/cancelled")
        this.#forget((message.params as { requestId?: string | number }).requestId);
    }
  }

  #forget(id: string | number | undefined): void {
    if (id === undefined) return;
    this.#pending.get(id)?.exchange?.abort();
    this.#settle(id);
  }

  #settle(id: RequestId): void {
    this.#pending.delete(id);
    this.#doubtful.settled(id);
    this.#hold.failed({ id });
    this.served.callEnded(id);
  }

  #receive(value: JSONRPCMessage, extra?: MessageExtraInfo): void {
    const received = receive(value, this.#pending, this.#notifications);
    if (received.kind === "unreadable") {
      const { id, broken } = received;
      if (this.#pending.get(id)?.method === "server/discover") this.probeFault = broken.reason;
      return this.#fail(id, new UnreadableAnswer(broken));
    }
    this.#taps.onRaw?.(value);
    if (received.kind === "ignored") {
      const { nameless, doubtful } = received;
      this.strays.add(value);
      if (nameless === undefined) return;
      if (nameless === "an error") this.#notifications.refused();
      if (doubtful !== undefined) this.#doubtful.add(doubtful);
      this.#taps.onRepair?.(`received ${nameless} that names no request: ${JSON.stringify(value)}`);
      return;
    }
    const { message, repairs } = received;
    if (repairs.length > 0)
      this.#taps.onRepair?.(`${this.#subjectOf(message)} was repaired: ${repairs.join(", ")}`);
    if ("method" in message) {
      if ("id" in message) this.served.asked(message.id, this.#callsUnderWay());
      if (!this.#taps.onInbound(message as Inbound)) this.onmessage?.(message, extra);
    } else this.#answer(message, extra);
  }

  *#callsUnderWay(): Generator<RequestId> {
    for (const [id, { method }] of this.#pending) if (method !== "subscriptions/listen") yield id;
  }

  #subjectOf(message: JSONRPCMessage): string {
    if ("method" in message) return message.method;
    const method = message.id === undefined ? undefined : this.#pending.get(message.id)?.method;
    return `the answer to ${method ?? "a request"}`;
  }

  #answer(message: JSONRPCMessage & { id?: RequestId | undefined }, extra?: MessageExtraInfo): void {
    const id = message.id as RequestId;
    const { method, notifications } = this.#pending.get(id) as Pending;
    this.#notifications.answered(notifications);
    this.#taps.steps.answered(method);
    if (method === "server/discover") {
      this.heardProbe = true;
      if ("result" in message) this.probeFault = discoveryFault(message.result);
    }
    this.#settle(id);
    if (this.direct.settle(message)) return;
    // The SDK does not recognize a result that is not an object as a response, and the call would hang.
    const enveloped = "result" in message && (this.modern || !isJsonObject(message.result));
    const settled = enveloped ? { ...message, result: wrapAnswer(method, message.result) } : message;
    this.onmessage?.(settled as JSONRPCMessage, extra);
  }

  #fail(id: RequestId, data: unknown): void {
    this.#failWith(id, { code: INTERNAL_ERROR, message: "The answer cannot be read.", data });
  }

  #failWith(id: RequestId, error: RpcError): void {
    this.#settle(id);
    const message = { jsonrpc: "2.0" as const, id, error };
    if (!this.direct.settle(message)) this.onmessage?.(message);
  }

  #streamEnded(id: string | number, said = ""): void {
    const pending = this.#pending.get(id);
    // The SDK settles its own `subscriptions/listen`; an answered request is no longer pending.
    if (pending === undefined || pending.method === "subscriptions/listen") return;
    const words = said === "" ? "" : `. Its last output: ${show(said, 300)}`;
    const message = `the response stream ended before the response${words}`;
    this.#failWith(id, { code: -32000, message, data: STREAM_ENDED });
  }
}
