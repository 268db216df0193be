import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { utf8 } from "../../../shared/bytes/base64.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { ConnectError } from "../../errors/connect-error.js";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import { NotConnectedError } from "../../errors/not-connected-error.js";
import { brokenAnswers, readText } from "../../receive/index.js";
import { MessageTooLargeError } from "../message-too-large-error.js";
import type { TransportEnd } from "../transport-source.js";
import type { WebSocketTransportOptions } from "./websocket-transport.js";

/** A WebSocket of the platform (WHATWG), which can send neither headers nor pings. */
export class WebSocketTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: ((message: JSONRPCMessage) => void) | undefined;
  readonly #options: WebSocketTransportOptions;
  #socket: WebSocket | undefined;
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

  /** @throws ConnectError the connection failed; ConfigurationError for headers or TLS options, which cannot be sent here */
  async start(): Promise<void> {
    const { url, tls, label, server } = this.#options;
    const [header] = Object.keys(await this.#options.headers());
    if (header !== undefined || tls !== undefined)
      throw new ConfigurationError(
        `The WebSocket of ${show(label)} cannot send ${header === undefined ? "TLS options" : `the header "${show(header)}"`}: the platform's own WebSocket takes none. Put what the server needs into the URL.`,
        { server },
      );
    if (this.#closing) throw new NotConnectedError("The connection was closed while it was being opened.");
    const socket = new WebSocket(url, ["mcp"]);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(data as string | ArrayBuffer));
    await this.#opened(socket);
  }

  /** Resolves when the data has been passed to the platform. */
  send(message: JSONRPCMessage): Promise<void> {
    const socket = this.#socket;
    if (socket?.readyState === 1 /* OPEN */) {
      socket.send(JSON.stringify(message));
      return Promise.resolve();
    }
    if (this.#end === undefined) return Promise.reject(new NotConnectedError());
    const gone = `${show(this.#options.label)} has ended.`;
    return Promise.reject(new ConnectionClosedError(gone, { end: this.#end, sent: false }));
  }

  close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = true;
      this.#socket?.close(1000);
      this.#finish();
    }
    return Promise.resolve();
  }

  #opened(socket: WebSocket): Promise<void> {
    const { label, server, connectTimeoutMs } = this.#options;
    return new Promise((resolve, reject) => {
      let open = false;
      const refuse = (why: string): void => {
        reject(new ConnectError(`Cannot open a WebSocket to ${show(label)}${why}.`, { server }));
        socket.close();
      };
      const timer = setTimeout(
        () => refuse(`: it did not open within ${connectTimeoutMs} ms`),
        connectTimeoutMs,
      );
      socket.addEventListener("open", () => {
        open = true;
        clearTimeout(timer);
        resolve();
      });
      // The event has no details: a page must not learn why a host of another origin cannot be reached.
      socket.addEventListener("error", () => {
        clearTimeout(timer);
        refuse("");
      });
      socket.addEventListener("close", ({ code, reason }) => {
        clearTimeout(timer);
        if (open && !this.#closing)
          this.#end ??= { reason: `closed the WebSocket with code ${code}${reason && `: ${show(reason)}`}` };
        refuse(": it was closed while it was being opened");
        this.#finish();
      });
    });
  }

  #receive(data: string | ArrayBuffer): void {
    const { maxMessageBytes: limit, label, server, onNoise } = this.#options;
    const bytes = typeof data === "string" ? utf8(data) : new Uint8Array(data);
    if (bytes.length > limit) {
      const error = new MessageTooLargeError(`An answer of ${show(label)}`, limit, undefined, { server });
      const answers = brokenAnswers(bytes, { reason: "it exceeds the limit", answer: undefined, error });
      if (answers.length === 0) onNoise(error.message);
      for (const answer of answers) this.onmessage?.(answer);
      return;
    }
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const messages = readText(text);
    if (messages.length === 0) return onNoise(show(text));
    for (const message of messages) this.onmessage?.(message as JSONRPCMessage);
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    this.onclose?.();
  }
}
