import type { LoggingLevel } from "@modelcontextprotocol/client";
import type { Client } from "../client/client.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { CallToolOptions } from "../backend/call-options.js";
import type { Handler } from "../layers/layer.js";
import { subjectOf } from "./raw-request.js";
import { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangingList } from "../backend/subscriptions/topic.js";
import type { ConnectionState } from "../connection/connection.js";
import type { SessionInfo } from "../connection/session.js";
import { UnsupportedError } from "../errors/unsupported-error.js";
import type { ClientTarget } from "../transport/target.js";
import { Directory } from "./directory.js";
import { joinInfo } from "./info.js";
import { ListSubscriptions } from "./list-subscriptions.js";
import type { Member } from "./member.js";
import type { ServerOptions } from "./options.js";
import { ServerSet, type ServerSetSettings } from "./server-set.js";

const LISTS: readonly ChangingList[] = ["tools", "resources", "prompts"];

/** Several servers behind one client: what `Client` does where its target is a config. */
export class Several {
  readonly servers: ServerSet;
  readonly directory: Directory;
  readonly #lists = new ListSubscriptions();
  #state: ConnectionState = "closed";
  /** Servers that were told of the log level; the others are when they connect. */
  #logLevel: { readonly level: LoggingLevel; readonly told: WeakSet<Member> } | undefined;

  /** @throws {ConfigurationError} for a config that cannot be used */
  constructor(
    config: { readonly path: string } | { readonly value: unknown },
    settings: Omit<ServerSetSettings, "onState"> & { readonly onState: (state: ConnectionState) => void },
  ) {
    this.servers = new ServerSet(config, {
      ...settings,
      onState: (member) => {
        if (member.client.state === "connected") void this.#joined(member);
        const { state } = this.servers;
        if (state === this.#state) return;
        this.#state = state;
        settings.onState(state);
      },
    });
    this.directory = new Directory(this.servers, settings.options, settings.emit);
  }

  /** What the servers say about themselves, as far as they are connected. */
  get info(): SessionInfo | undefined {
    return joinInfo(
      new Map(
        this.servers.members.flatMap(({ name, client }) =>
          client.info === undefined ? [] : [[name, client.info]],
        ),
      ),
    );
  }

  /** Connects to all, and says what those say that answered. */
  async initialize(signal: AbortSignal | undefined): Promise<SessionInfo> {
    await this.servers.connect(signal);
    return this.info!;
  }

  /** Runs something on every server. @throws {UnsupportedError} when none of them can do it */
  async each(
    what: string,
    signal: AbortSignal | undefined,
    run: (client: Client) => Promise<unknown>,
  ): Promise<void> {
    let unsupported: UnsupportedError | undefined;
    const excuse = (error: unknown): string | undefined => {
      if (!(error instanceof UnsupportedError)) return undefined;
      unsupported = error;
      return "unsupported";
    };
    const results = await this.servers.each({ what, signal, excuse }, async ({ client }) => {
      await run(client);
      return "done";
    });
    if (unsupported !== undefined && [...results.values()].every((result) => result === "unsupported"))
      throw unsupported;
  }

  async setLogLevel(level: LoggingLevel, signal: AbortSignal | undefined): Promise<void> {
    const told = new WeakSet<Member>(this.servers.members.filter(({ client }) => client.isConnected()));
    this.#logLevel = { level, told };
    await this.each("setLogLevel", signal, (client) =>
      client.setLogLevel(level, signal === undefined ? {} : { signal }),
    );
  }

  async onListChanged(
    list: ChangingList,
    listener: () => void,
    signal: AbortSignal | undefined,
  ): Promise<Subscription> {
    const entry = this.#lists.add(list, listener);
    try {
      await this.servers.each({ what: "list changes", signal }, (member) =>
        this.#lists.subscribe(entry, member, signal),
      );
    } catch (error) {
      await this.#lists.remove(entry);
      throw error;
    }
    return new Subscription(() => this.#lists.remove(entry));
  }

  /** Any request: to the server that it names, or to the only one. @throws {ConfigurationError} when neither can be told */
  request(method: string, params: JsonObject, options: CallToolOptions): Promise<unknown> {
    const subject = subjectOf(method, params);
    if (subject === undefined) return this.#requestOnly(method, params, options);
    const { kind, id, renamed } = subject;
    return this.directory.at(kind, id, options.signal, (client, own) =>
      client.request(method, renamed(own), options),
    );
  }

  /** How to reach each endpoint of each server, by `server: endpoint`. */
  async endpoints(): Promise<ReadonlyMap<string, Handler>> {
    const members = await this.servers.usable();
    const found = await Promise.all(
      members.map(async ({ name, client }) =>
        [...(await client.endpoints.handlers())].map(
          ([label, handle]) => [`${name}: ${label}`, handle] as const,
        ),
      ),
    );
    return new Map(found.flat());
  }

  /** The listener gets URIs as this client shows them. */
  async onResource(
    uri: string,
    listener: (uri: string) => void,
    signal: AbortSignal | undefined,
  ): Promise<Subscription> {
    const { member, id } = await this.directory.route("resources", uri, signal);
    const changed = (own: string): void => listener(this.directory.publicId("resources", member, own));
    return member.watch(
      () => member.client.subscribeResource(id, changed, signal === undefined ? {} : { signal }),
      signal,
    );
  }

  async add(name: string, target: ClientTarget, options: ServerOptions, signal?: AbortSignal): Promise<void> {
    const { prefixed } = this.servers;
    const member = await this.servers.add(name, target, options, signal);
    if (member.client.isConnected()) await this.#joined(member);
    // Names of all servers have changed, or the new server's are there.
    this.#lists.changed(prefixed === this.servers.prefixed ? listsOf(member) : LISTS);
  }

  async remove(name: string): Promise<void> {
    const lists = listsOf(this.servers.get(name));
    this.#lists.left(await this.servers.remove(name));
    this.#lists.changed(lists);
  }

  async #requestOnly(method: string, params: JsonObject, options: CallToolOptions): Promise<unknown> {
    await this.servers.usable();
    return this.servers.only(`A request \`${method}\``).client.request(method, params, options);
  }

  async #joined(member: Member): Promise<void> {
    // A server that is being taken in is subscribed to once it is.
    if (!this.servers.members.includes(member)) return;
    try {
      const { level, told } = this.#logLevel ?? {};
      if (level !== undefined && told?.has(member) === false) {
        told.add(member);
        await member.client.setLogLevel(level);
      }
      await this.#lists.joined(member);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) this.servers.failed(member, error, "list changes");
    }
  }
}

/** Lists that a server offers; all, where it is not known. */
function listsOf({ client }: Member): readonly ChangingList[] {
  const { info } = client;
  return info === undefined ? LISTS : LISTS.filter((list) => info.capabilities[list] !== undefined);
}
