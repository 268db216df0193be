import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { Once } from "../async/once.js";
import type { Client } from "../client/client.js";
import type { Era } from "../connection/era.js";
import type { SessionInfo } from "../connection/session.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { passedCapabilities } from "./extensions.js";
import { type Front, handlersOf } from "./front.js";
import type { Occasion, ToServerOptions } from "./options.js";

/** A client that somebody in front uses, until it is released. */
export interface Upstream {
  readonly client: Client;
  close(): Promise<void>;
}

/** The servers behind, and how sessions with them are opened. */
export class Back {
  readonly #client: Client;
  readonly #options: ToServerOptions;
  /** By the era that the servers are asked in. */
  readonly #info: Readonly<Record<Era, Once<SessionInfo>>>;
  readonly #shared: Once<Upstream>;

  /** @throws {ConfigurationError} for options that exclude each other */
  constructor(client: Client, options: ToServerOptions) {
    if (options.upstream === "shared" && options.credentials !== undefined)
      throw new ConfigurationError(
        'Callers that share a session (`upstream: "shared"`) cannot each have `credentials`. Leave one of the two out.',
      );
    this.#client = client;
    this.#options = options;
    this.#info = {
      legacy: new Once(() => this.#ask("legacy")),
      modern: new Once(() => this.#ask("modern")),
    };
    this.#shared = new Once(async () => {
      const lease = await client.connect();
      return { client, close: () => lease.close() };
    });
  }

  /** What the servers say about themselves to callers of an era; asked once. */
  info(era: Era): Promise<SessionInfo> {
    return this.#info[era].get();
  }

  /**
   * A session for one caller, in its era where the servers speak it: what passes in that era behind passes in front. Questions go to
   * whoever `front` says is there.
   */
  async open(
    { era, caller }: Occasion,
    front: () => Front | undefined,
    capabilities: ClientCapabilities,
  ): Promise<Upstream> {
    if (this.#options.upstream === "shared")
      return { client: (await this.#shared.get()).client, close: () => Promise.resolve() };
    const handlers = handlersOf(front, capabilities, this.#options.handlers);
    const auth = this.#options.credentials?.(caller);
    const passed = passedCapabilities(capabilities);
    const own = this.#client.fork({
      handlers,
      preferEra: era,
      ...(passed && { capabilities: passed }),
      ...(auth !== undefined && { auth }),
    });
    await own.connect();
    return { client: own, close: () => own.close() };
  }

  /** Ends the shared session, where there is one. The others end with those who opened them. */
  async close(): Promise<void> {
    await (await this.#shared.take()?.catch(() => undefined))?.close();
  }

  async #ask(era: Era): Promise<SessionInfo> {
    if (this.#options.upstream === "shared") return (await this.#shared.get()).client.initialize();
    await using client = this.#client.fork({ preferEra: era });
    await client.connect();
    return withoutExtensions(await client.initialize(), client.servers.size > 1);
  }
}

/** Nothing says for which of several servers a method of an extension is. */
function withoutExtensions(info: SessionInfo, areSeveral: boolean): SessionInfo {
  const { extensions: _extensions, ...capabilities } = info.capabilities;
  return areSeveral ? { ...info, capabilities } : info;
}
