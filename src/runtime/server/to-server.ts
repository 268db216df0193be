import type { Readable, Writable } from "node:stream";
import type { Transport } from "@modelcontextprotocol/client";
import type { Client } from "../client/client.js";
import { Back } from "./back.js";
import { HttpFront } from "./http/http-front.js";
import { listen, type Listening, type ListenOptions } from "./http/listen.js";
import type { HttpOptions, ToServerOptions } from "./server-options.js";
import { type Connection, serveConnection } from "./serve-connection.js";

/**
 * Makes an MCP server from a client: it offers everything that the client's servers offer, under the client's names, in both
 * eras of the protocol. Does not connect until the first caller does. Needs `@modelcontextprotocol/server`.
 *
 * @throws {ConfigurationError} for options that exclude each other
 */
export function toServer(client: Client, options: ToServerOptions = {}): ClientServer {
  return new ClientServer(client, options);
}

/** A server for a client. `close()` ends everything that serves callers, but not the client. */
export class ClientServer {
  readonly #back: Back;
  readonly #options: ToServerOptions;
  readonly #open = new Set<{ close(): Promise<void> }>();

  /** @internal */
  constructor(client: Client, options: ToServerOptions) {
    this.#back = new Back(client, options);
    this.#options = options;
  }

  /** Serves another connection over a transport: in memory, your own socket, another process. */
  async connect(transport: Transport): Promise<void> {
    this.#keep(await serveConnection(this.#back, this.#options, transport));
  }

  /** Serves standard input and output, or `streams`, until the input ends. */
  async serveStdio(streams: { readonly input?: Readable; readonly output?: Writable } = {}): Promise<void> {
    const { StdioServerTransport } = await import("@modelcontextprotocol/server/stdio");
    const transport = new StdioServerTransport(streams.input, streams.output);
    const connection = await serveConnection(this.#back, this.#options, transport);
    this.#keep(connection);
    await connection.closed;
  }

  /**
   * Answers HTTP requests (Streamable HTTP) on platforms with web requests and responses: workers, Deno, Bun, Hono. Call it
   * once and keep the result.
   */
  http(options: HttpOptions = {}): HttpFront {
    const front = new HttpFront(this.#back, this.#options, options);
    this.#open.add(front);
    return front;
  }

  /** Listens on a port, by default only for this machine. Node.js, Bun. */
  async listen(options: ListenOptions = {}): Promise<Listening> {
    const front = this.http(options);
    const listening = await listen(front, options);
    this.#open.add(listening);
    return listening;
  }

  /**
   * Serves another client from now on, for example after its config changed: callers stay connected, and are notified that
   * lists and resources may have changed. Calls under way finish with the previous client. Needs the option `replaceable`.
   * Close the previous client yourself.
   */
  async replace(client: Client): Promise<void> {
    await this.#back.replace(client);
  }

  /** Ends all connections and sessions, with callers and with servers. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((each) => each.close()));
    this.#open.clear();
    await this.#back.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #keep(connection: Connection): void {
    this.#open.add(connection);
    void connection.closed.finally(() => this.#open.delete(connection)).catch(() => {});
  }
}
