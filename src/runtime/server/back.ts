import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { Once } from "../async/once.js";
import type { Client } from "../client/client.js";
import type { SessionInfo } from "../connection/session.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { type Front, handlersOf } from "./front.js";
import type { Caller, ToServerOptions } from "./options.js";

/** A client that somebody in front uses, until it is released. */
export interface Upstream {
  readonly client: Client;
  close(): Promise<void>;
}

/** The servers behind, and how sessions with them are opened. */
export class Back {
  readonly #client: Client;
  readonly #options: ToServerOptions;
  readonly #info: Once<SessionInfo>;
  readonly #shared: Once<Upstream>;

  /** @throws {ConfigurationError} for options that exclude each other */
  constructor(client: Client, options: ToServerOptions) {
    if (options.upstream === "shared" && options.credentials !== undefined)
      throw new ConfigurationError(
        'Callers that share a session (`upstream: "shared"`) cannot each have `credentials`. Leave one of the two out.',
      );
    this.#client = client;
    this.#options = options;
    this.#info = new Once(() => this.#ask());
    this.#shared = new Once(async () => {
      const lease = await client.connect();
      return { client, close: () => lease.close() };
    });
  }

  /** What the servers say about themselves; asked once. */
  info(): Promise<SessionInfo> {
    return this.#info.get();
  }

  /** A session for one caller; questions go to whoever `front` says is there. */
  async open(
    front: () => Front | undefined,
    capabilities: ClientCapabilities,
    caller: Caller,
  ): Promise<Upstream> {
    if (this.#options.upstream === "shared")
      return { client: (await this.#shared.get()).client, close: () => Promise.resolve() };
    const handlers = handlersOf(front, capabilities, this.#options.handlers);
    const auth = this.#options.credentials?.(caller);
    const own = this.#client.fork({ handlers, ...(auth !== undefined && { auth }) });
    await own.connect();
    return { client: own, close: () => own.close() };
  }

  /** Ends the shared session, where there is one. The others end with those who opened them. */
  async close(): Promise<void> {
    await (await this.#shared.take()?.catch(() => undefined))?.close();
  }

  async #ask(): Promise<SessionInfo> {
    if (this.#options.upstream === "shared") return (await this.#shared.get()).client.initialize();
    const lease = await this.#client.connect();
    try {
      return await this.#client.initialize();
    } finally {
      await lease.close();
    }
  }
}
