import type { Transport } from "@modelcontextprotocol/client";
import type { Server, Transport as ServerTransport } from "@modelcontextprotocol/server";
import { isJsonObject } from "../../shared/json/json.js";
import type { Back } from "./back.js";
import { makeServer } from "./make-server.js";
import { ANONYMOUS, type ToServerOptions } from "./server-options.js";
import { Serving } from "./serving.js";
import type { Wanted } from "./watch.js";
import { Watching } from "./watching.js";

/** A connection that is served until it ends. */
export interface Connection {
  close(): Promise<void>;
  /** Settles when the connection has ended, on either side. */
  readonly closed: Promise<void>;
}

/** Serves one connection in the era of its first message: stdio, or any transport of the SDK. */
export async function serveConnection(
  back: Back,
  options: ToServerOptions,
  given: Transport | ServerTransport,
): Promise<Connection> {
  const { serveStdio } = await import("@modelcontextprotocol/server/stdio");
  const serving = new Serving(back, options);
  const inner = given as ServerTransport;
  let modern: Server | undefined;
  const watching = new Watching(serving, { era: "modern", caller: ANONYMOUS }, () => modern);
  const transport = new ListeningTransport(inner, (wanted) => watching.add(wanted));
  const handle = serveStdio(
    async ({ era }) => {
      const server = await makeServer(serving, { era, caller: ANONYMOUS });
      if (era === "modern") modern = server;
      return server;
    },
    { transport, onerror: serving.report },
  );
  const closed = transport.closed.then(async () => {
    await Promise.all([serving.close(), watching.close()]);
  });
  closed.catch(serving.report);
  return { close: () => handle.close().then(() => closed), closed };
}

/** A transport that shows `subscriptions/listen` before they are served. */
class ListeningTransport implements ServerTransport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: ServerTransport["onmessage"];
  readonly closed: Promise<void>;
  readonly #inner: ServerTransport;
  readonly #listen: (wanted: Wanted) => Promise<void>;
  #ended: () => void = () => {};

  constructor(inner: ServerTransport, listen: (wanted: Wanted) => Promise<void>) {
    this.#inner = inner;
    this.#listen = listen;
    this.closed = new Promise((resolve) => (this.#ended = resolve));
  }

  start(): Promise<void> {
    this.#inner.onmessage = (message, extra) => {
      const wanted = "method" in message && message.method === "subscriptions/listen" && message.params;
      if (!isJsonObject(wanted)) return this.onmessage?.(message, extra);
      const { notifications } = wanted;
      const deliver = (): void => this.onmessage?.(message, extra);
      this.#listen((isJsonObject(notifications) ? notifications : {}) as Wanted).then(
        deliver,
        (error: Error) => {
          this.onerror?.(error);
          deliver();
        },
      );
    };
    this.#inner.onerror = (error) => this.onerror?.(error);
    this.#inner.onclose = () => {
      this.#ended();
      this.onclose?.();
    };
    return this.#inner.start();
  }

  send(...args: Parameters<ServerTransport["send"]>): Promise<void> {
    return this.#inner.send(...args);
  }

  async close(): Promise<void> {
    await this.#inner.close();
    this.#ended();
  }
}
