import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import type { ClientOptions, RawData, WebSocket } from "ws";
import { show } from "../../../shared/text/show.js";
import { ConnectError } from "../../errors/connect-error.js";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import { HttpError } from "../../errors/http-error.js";
import { NotConnectedError } from "../../errors/not-connected-error.js";
import { brokenAnswers, readText } from "../../receive/index.js";
import type { TlsOptions } from "../http/dispatcher-options.js";
import { retryAfterMs } from "../http/retry-after.js";
import { MessageTooLargeError } from "../message-too-large-error.js";
import type { TransportEnd } from "../transport-source.js";

export interface WebSocketTransportOptions {
  readonly url: URL;
  readonly label: string;
  readonly server?: string | undefined;
  readonly headers: () => Promise<Record<string, string>>;
  readonly tls?: TlsOptions | undefined;
  readonly pingIntervalMs: number;
  readonly connectTimeoutMs: number;
  readonly maxMessageBytes: number;
  readonly onNoise: (text: string) => void;
}

/** How long to wait for the server's close frame. */
const CLOSE_MS = 2_000;

/**
 * Largest message that is read at all, to find out which request it answers. `ws` cannot skip a message: a larger one ends the
 * connection.
 */
const HELD_BYTES = 128 * 1024 * 1024;

/** How long a program that was paused, or busy, may take to read an available answer. */
const UNREAD_MS = 100;

/** One WebSocket. Its socket never keeps the program alive; a request under way does. */
export class WebSocketTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: ((message: JSONRPCMessage) => void) | undefined;
  readonly #options: WebSocketTransportOptions;
  #socket: WebSocket | undefined;
  #pinging: NodeJS.Timeout | undefined;
  #closing = false;
  #done = false;
  #end: TransportEnd | undefined;

  constructor(options: WebSocketTransportOptions) {
    this.#options = options;
  }

  /** Why it ended by itself. */
  get end(): TransportEnd | undefined {
    return this.#end;
  }

  /** @throws ConnectError the connection failed; HttpError the server answered the handshake with another status */
  async start(): Promise<void> {
    const { url, tls, connectTimeoutMs, maxMessageBytes } = this.#options;
    const headers = await this.#options.headers();
    const { WebSocket: Socket } = await import("ws");
    if (this.#closing) throw new NotConnectedError("The connection was closed while it was being opened.");
    const options = {
      ...tls,
      headers,
      handshakeTimeout: connectTimeoutMs,
      maxPayload: Math.max(HELD_BYTES, maxMessageBytes),
      perMessageDeflate: false,
    };
    const socket = new Socket(url, ["mcp"], options as ClientOptions);
    this.#socket = socket;
    socket.once("upgrade", (response) => response.socket.unref());
    // Registered before it is open: the first message may come with the handshake.
    socket.on("message", (data) => this.#receive(data));
    await this.#opened(socket);
    this.#keepAlive(socket);
  }

  /** Resolves when the data has been passed to the system; rejects when the socket is gone. */
  async send(message: JSONRPCMessage): Promise<void> {
    const socket = this.#socket;
    if (socket?.readyState !== 1 /* OPEN */) {
      if (this.#end === undefined) throw new NotConnectedError();
      throw new ConnectionClosedError(`${show(this.#options.label)} has ended.`, {
        end: this.#end,
        sent: false,
      });
    }
    await new Promise<void>((resolve, reject) => {
      socket.send(JSON.stringify(message), (cause) => {
        if (!cause) return resolve();
        reject(
          new ConnectionClosedError(
            `${show(this.#options.label)} has ended: the message could not be delivered.`,
            { cause, end: this.#end },
          ),
        );
      });
    });
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    const socket = this.#socket;
    if (socket !== undefined && socket.readyState !== 3 /* CLOSED */) {
      const closed = new Promise((resolve) => socket.once("close", resolve));
      const timer = setTimeout(() => socket.terminate(), CLOSE_MS);
      socket.close(1000);
      await closed;
      clearTimeout(timer);
    }
    this.#finish();
  }

  #opened(socket: WebSocket): Promise<void> {
    const { label, server } = this.#options;
    return new Promise((resolve, reject) => {
      let open = false;
      socket.once("open", () => {
        open = true;
        resolve();
      });
      socket.once("unexpected-response", (_, response) => {
        const status = response.statusCode ?? 0;
        const wait = retryAfterMs(response.headers["retry-after"] ?? null, Date.now());
        reject(
          new HttpError(`${show(label)} answered the WebSocket handshake with HTTP ${status}.`, status, {
            server,
            retryAfterMs: wait,
          }),
        );
        socket.terminate();
      });
      socket.on("error", (cause) => {
        if (open) return this.#failed(cause);
        const details = { server, cause };
        reject(
          new ConnectError(`Cannot open a WebSocket to ${show(label)}: ${show(cause.message)}.`, details),
        );
      });
      socket.once("close", (code, reason) => {
        const said = reason.toString("utf8");
        if (open && !this.#closing)
          this.#end ??= { reason: `closed the WebSocket with code ${code}${said && `: ${show(said)}`}` };
        reject(
          new ConnectionClosedError(`${show(label)} closed the WebSocket while it was being opened.`, {
            server,
            sent: false,
          }),
        );
        this.#finish();
      });
    });
  }

  #receive(data: RawData): void {
    // The default binary type: a Buffer.
    const bytes = data as Buffer;
    if (bytes.length > this.#options.maxMessageBytes) return this.#tooLarge(bytes);
    const text = bytes.toString("utf8");
    const messages = readText(text);
    if (messages.length === 0) return this.#options.onNoise(show(text));
    for (const message of messages) this.onmessage?.(message as JSONRPCMessage);
  }

  #tooLarge(bytes: Buffer): void {
    const { label, server, maxMessageBytes: limit } = this.#options;
    const error = new MessageTooLargeError(`An answer of ${show(label)}`, limit, undefined, { server });
    const answers = brokenAnswers(bytes, { reason: "it exceeds the limit", answer: undefined, error });
    if (answers.length === 0) this.#options.onNoise(error.message);
    for (const answer of answers) this.onmessage?.(answer);
  }

  /** Detects a peer that vanished without closing by its missing answers to pings. */
  #keepAlive(socket: WebSocket): void {
    const { pingIntervalMs } = this.#options;
    if (pingIntervalMs === 0) return;
    let unanswered = false;
    let lastChance: NodeJS.Timeout | undefined;
    socket.on("pong", () => {
      unanswered = false;
      clearTimeout(lastChance);
      lastChance = undefined;
    });
    const giveUp = (): void => {
      this.#end ??= { reason: `did not answer a ping within ${pingIntervalMs} ms` };
      socket.terminate();
    };
    this.#pinging = setInterval(() => {
      if (unanswered) return void (lastChance ??= setTimeout(giveUp, UNREAD_MS).unref());
      unanswered = true;
      socket.ping();
    }, pingIntervalMs).unref();
  }

  #failed(cause: Error & { code?: string }): void {
    const { label, server, maxMessageBytes } = this.#options;
    const tooLarge = cause.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
    const held = Math.max(HELD_BYTES, maxMessageBytes);
    const error = tooLarge
      ? new MessageTooLargeError(`A message of ${show(label)}`, held, undefined, { server })
      : cause;
    this.#end ??= {
      reason: tooLarge ? `sent a message over the limit of ${held} bytes` : show(cause.message),
      cause: error,
    };
    this.onerror?.(error);
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    clearInterval(this.#pinging);
    this.onclose?.();
  }
}
