import { createConnection, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { freePort } from "../../support/free-port.js";

/** What the proxy does to traffic; after the toxics of toxiproxy. All of it applies to connections and bytes from now on. */
export interface Toxics {
  /** Refuses connections and resets those that are there. */
  readonly down?: boolean;
  /** Delay of every chunk from the server, give or take `jitterMs`. */
  readonly latencyMs?: number;
  readonly jitterMs?: number;
  /** Bytes per second from the server. */
  readonly bandwidth?: number;
  /** Accepts, forwards nothing, and never answers. */
  readonly blackHole?: boolean;
  /** Resets the connection after so many bytes from the server. */
  readonly limitData?: number;
  /** Cuts what the server sends into pieces of so many bytes. */
  readonly slice?: number;
  /** Resets the connection so many milliseconds after it was opened. */
  readonly resetAfterMs?: number;
  /** Waits so long before it passes the end of a connection on. */
  readonly slowCloseMs?: number;
}

/** A TCP proxy on loopback in front of `port`, that can be made to fail. */
export class FaultProxy {
  readonly #upstream: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #toxics: Toxics = {};
  #port = 0;
  /** Connections that were accepted. */
  connections = 0;

  private constructor(upstream: number) {
    this.#upstream = upstream;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  static async start(upstream: number, toxics: Toxics = {}): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    // one that no other connection takes, nor ends at itself, while the proxy is down
    proxy.#port = await freePort();
    proxy.#server.listen(proxy.#port, "127.0.0.1");
    await once(proxy.#server, "listening");
    await proxy.set(toxics);
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Replaces all toxics. */
  async set(toxics: Toxics): Promise<void> {
    const wasDown = this.#toxics.down === true;
    this.#toxics = toxics;
    if (toxics.down === true && !wasDown) {
      for (const socket of this.#sockets) socket.resetAndDestroy();
      await new Promise((resolve) => this.#server.close(resolve));
    } else if (wasDown && toxics.down !== true) {
      this.#server.listen(this.#port, "127.0.0.1");
      await once(this.#server, "listening");
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.connections++;
    this.#track(client);
    const { blackHole, resetAfterMs } = this.#toxics;
    if (resetAfterMs !== undefined) setTimeout(() => client.resetAndDestroy(), resetAfterMs).unref();
    if (blackHole === true) return void client.resume();
    const server = createConnection(this.#upstream, "127.0.0.1");
    this.#track(server);
    client.pipe(server);
    void this.#forward(server, client);
    client.on("close", () => server.destroy());
  }

  /** From the server to the client, through the toxics. */
  async #forward(server: Socket, client: Socket): Promise<void> {
    let sent = 0;
    try {
      for await (const chunk of server as AsyncIterable<Buffer>) {
        const { latencyMs = 0, jitterMs = 0, bandwidth, limitData, slice } = this.#toxics;
        const delay =
          latencyMs +
          jitterMs * (Math.random() * 2 - 1) +
          (bandwidth === undefined ? 0 : (chunk.length / bandwidth) * 1000);
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
        const allowed = limitData === undefined ? chunk : chunk.subarray(0, Math.max(0, limitData - sent));
        for (let at = 0; at < allowed.length; at += slice ?? allowed.length) {
          client.write(allowed.subarray(at, at + (slice ?? allowed.length)));
          if (slice !== undefined) await new Promise((resolve) => setImmediate(resolve));
        }
        sent += allowed.length;
        if (limitData !== undefined && sent >= limitData) return void client.resetAndDestroy();
      }
      const { slowCloseMs = 0 } = this.#toxics;
      if (slowCloseMs > 0) await new Promise((resolve) => setTimeout(resolve, slowCloseMs));
      client.end();
    } catch {
      client.resetAndDestroy();
    }
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
