import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../shared/json/json.js";
import { Once } from "../async/once.js";
import type { Client } from "../client/client.js";
import type { Era } from "../connection/era.js";
import type { SessionInfo } from "../connection/session.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { passedCapabilities } from "./passed-extensions.js";
import { type Front, handlersOf } from "./front.js";
import type { Occasion, ToServerOptions } from "./server-options.js";

/** A client in use by one caller, until it is released. */
export interface Upstream {
  readonly client: Client;
  close(): Promise<void>;
}

/** The servers behind, and how to open sessions with them. */
export class Back {
  #client: Client;
  readonly #options: ToServerOptions;
  /** By the era of the request. */
  #info = this.#infos();
  readonly #shared = new Once<Upstream>(async () => {
    const client = this.#client;
    const lease = await client.connect();
    return { client, close: () => lease.close() };
  });
  readonly #replaced = new Set<() => void>();
  #generation = 0;

  /** @throws {ConfigurationError} for options that exclude each other */
  constructor(client: Client, options: ToServerOptions) {
    if (options.upstream === "shared" && options.credentials !== undefined)
      throw new ConfigurationError(
        'Callers that share a session (`upstream: "shared"`) cannot each have `credentials`. Leave one of the two out.',
      );
    this.#client = client;
    this.#options = options;
  }

  /** Number of clients so far. */
  get generation(): number {
    return this.#generation;
  }

  /** Replaces the client, and notifies the users of the previous one. */
  async replace(client: Client): Promise<void> {
    this.#client = client;
    this.#generation++;
    this.#info = this.#infos();
    const shared = this.#shared.take();
    for (const told of [...this.#replaced]) told();
    await (await shared?.catch(() => undefined))?.close();
  }

  /** Returns a function that removes the listener. */
  onReplaced(listener: () => void): () => void {
    this.#replaced.add(listener);
    return () => void this.#replaced.delete(listener);
  }

  /** Returns what the servers say about themselves to callers of an era; requested once. */
  info(era: Era): Promise<SessionInfo> {
    return this.#info[era].get();
  }

  /**
   * Opens a session for one caller, in the caller's era if the servers support it, so that messages can be passed on unchanged.
   * Their questions go to the current `front`.
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

  /** Ends the shared session, if there is one. Other sessions end with their callers. */
  async close(): Promise<void> {
    await (await this.#shared.take()?.catch(() => undefined))?.close();
  }

  #infos(): Readonly<Record<Era, Once<SessionInfo>>> {
    const infoIn = (era: Era) => new Once(() => this.#ask(era));
    return { legacy: infoIn("legacy"), modern: infoIn("modern") };
  }

  async #ask(era: Era): Promise<SessionInfo> {
    if (this.#options.upstream === "shared") return (await this.#shared.get()).client.initialize();
    await using client = this.#client.fork({ preferEra: era });
    await client.connect();
    const info = withoutExtensions(await client.initialize(), client.servers.size > 1);
    return this.#options.replaceable === true ? withChanges(info) : info;
  }
}

/** For a method of an extension, nothing shows which of several servers it is for. */
function withoutExtensions(info: SessionInfo, areSeveral: boolean): SessionInfo {
  const { extensions: _extensions, ...capabilities } = info.capabilities;
  return areSeveral ? { ...info, capabilities } : info;
}

/** Lists change when the client is replaced, even if its servers never change theirs. */
function withChanges(info: SessionInfo): SessionInfo {
  const { tools = {}, resources, prompts } = info.capabilities;
  const changing = Object.entries({ tools, resources, prompts }).flatMap(([kind, details]) =>
    isJsonObject(details) ? [[kind, { ...details, listChanged: true }] as const] : [],
  );
  return { ...info, capabilities: { ...info.capabilities, ...Object.fromEntries(changing) } };
}
