import { abortable } from "../async/abortable.js";
import type { CacheScope } from "../cache/cache-key.js";
import {
  Connection,
  type ConnectionSettings,
  type ConnectionState,
  type Target,
} from "../connection/connection.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Inbound } from "../connection/shim-transport.js";
import type { Identity } from "../identity/identity.js";
import { deadlineLayer } from "../layers/deadline-layer.js";
import { never } from "../async/never.js";
import type { Handler, LayerRequest, RequestTraits } from "../layers/layer.js";
import { type LayerOptions, layerOptions, type LayerSettings } from "../layers/options.js";
import { defaultQueue } from "../layers/queue-layer.js";
import { type RequestStack, requestStack } from "../layers/stack.js";
import type { MemberStats } from "../replicas/member.js";
import { ReplicaSet } from "../replicas/replica-set.js";
import { SingleEndpoint } from "../replicas/single-endpoint.js";
import { Once } from "../async/once.js";
import { type ConnectionOf, sendDirectly, sendOver } from "./dispatcher.js";
import { replicaOver } from "./endpoint.js";
import { cacheScope } from "./cache-scope.js";
import type { Disclosure } from "./disclosure.js";
import { Recovery } from "./recovery.js";

export interface EndpointsSettings extends Omit<
  ConnectionSettings,
  "onSession" | "onNotification" | "onState" | "identity"
> {
  /** Called with every new session before anybody uses it; `leads`: subscriptions belong to it. */
  readonly onSession: (session: Session, leads: boolean, identity: Identity | undefined) => Promise<void>;
  readonly onNotification: (message: Inbound, identity: Identity | undefined) => void;
  readonly onState: (state: ConnectionState, identity: Identity | undefined) => void;
  readonly statefulSession: "recover" | "strict";
  /** Takes secrets out of an error before anybody sees it, interceptors included, and out of what layers write. */
  readonly disclosure: Pick<Disclosure, "clean" | "redactor">;
  /** From code; they win over those of the config, one by one. */
  readonly layers: LayerSettings;
  /** Further endpoints of the same server, from code. */
  readonly replicas: readonly (() => Target | Promise<Target>)[];
}

/**
 * The way of a client's requests: through its layers to its one endpoint, or to one of several. Everything that needs a
 * session of its own (subscriptions, what the server declared) uses that of one endpoint, the lead; when the lead
 * fails, another one leads.
 */
export class Endpoints {
  readonly #settings: EndpointsSettings;
  readonly #recovery: Recovery;
  readonly #resolve: () => Target | Promise<Target>;
  readonly #connections = new Map<string, Connection>();
  /** Connections of single identities, by that of the endpoint and the key of the identity. */
  readonly #identities = new Map<Connection, Map<string, Connection>>();
  #lead: Connection;
  #target: Target | undefined;
  readonly #preparing = new Once(() => this.#resolved());
  #options: LayerOptions;
  #set: ReplicaSet | undefined;
  readonly #single: SingleEndpoint;
  #stack: RequestStack;
  #open = false;
  /** Where nothing tells who asks, private answers are for this client alone. */
  readonly #self = { client: globalThis.crypto.randomUUID() };

  /** @throws {ConfigurationError} for settings of layers that cannot be */
  constructor(resolve: () => Target | Promise<Target>, settings: EndpointsSettings) {
    this.#resolve = resolve;
    this.#settings = settings;
    this.#recovery = new Recovery(settings.server, settings.statefulSession, settings.emit);
    this.#options = layerOptions(settings.layers);
    const { server, clock, random, emit } = settings;
    this.#single = new SingleEndpoint(server, { clock, random, emit });
    this.#lead = this.#connection(() => this.#resolved());
    this.#stack = this.#build();
  }

  /** Replaced when the target turns out to bring settings or replicas along; see `prepare`. */
  get handle(): Handler {
    return this.#stack.handle;
  }

  /** What the lead leads to, once that is known. */
  get target(): Target | undefined {
    return this.#target;
  }

  /** State of the lead; where identities have connections of their own, that of the one that got furthest. */
  get state(): ConnectionState {
    const states = [this.#lead, ...(this.#identities.get(this.#lead)?.values() ?? [])].map(
      ({ state }) => state,
    );
    return (["connected", "connecting", "idle"] as const).find((state) => states.includes(state)) ?? "closed";
  }

  /** A live session, of the lead if it has one. */
  get current(): Session | undefined {
    return this.#lead.current ?? this.#live()?.current;
  }

  /** The live session of one identity with the lead. */
  currentOf(identity: Identity): Session | undefined {
    return this.#identities.get(this.#lead)?.get(identity.key)?.current;
  }

  /** How many sessions there have been, of one identity where requests are not all for the same. */
  generation(identity?: Identity): number {
    return this.#of(this.#lead, identity).generation;
  }

  /** Ends the sessions of one identity, each when its last call is settled. */
  release(identity: Identity): void {
    for (const connections of this.#identities.values()) {
      const connection = connections.get(identity.key);
      connections.delete(identity.key);
      const session = connection?.current;
      if (session !== undefined) connection?.retire(session);
    }
  }

  /** Until this resolved, nobody knows what the config says about layers and replicas. `undefined`: it is known. */
  prepare(): Promise<unknown> | undefined {
    return this.#target === undefined ? this.#preparing.get() : undefined;
  }

  open(): void {
    this.#open = true;
    for (const connection of this.#all()) connection.open();
    this.#set?.start();
  }

  /** Opens the first session, with the retries that are configured. */
  async connect(signal: AbortSignal, identity?: Identity): Promise<void> {
    await this.prepare();
    const { server } = this.#settings;
    await this.#stack.connect(
      { method: "initialize", params: {}, traits: { repeatable: true, identity } as RequestTraits },
      { server, signal, attempt: 1 },
    );
  }

  /** A live session, or a new one: of the lead, else of the first endpoint that has or gives one. */
  async session(signal?: AbortSignal, identity?: Identity): Promise<Session> {
    const preparing = this.prepare();
    if (preparing !== undefined) await abortable(preparing, signal);
    if (identity !== undefined) return this.#of(this.#lead, identity).session(signal);
    const live = this.current;
    if (live !== undefined || this.#connections.size < 2) return live ?? this.#lead.session(signal);
    const errors: unknown[] = [];
    for (const connection of new Set([this.#lead, ...this.#connections.values()])) {
      try {
        const session = await connection.session(signal);
        this.#lead = connection;
        return session;
      } catch (error) {
        if (signal?.aborted) throw error;
        errors.push(error);
      }
    }
    throw errors[0];
  }

  async close(dispose: boolean): Promise<void> {
    this.#open = false;
    this.#set?.stop();
    await Promise.all(this.#all().map((connection) => connection.close(dispose)));
  }

  /** Answers are kept, and the server may say that they are stale. */
  get caches(): boolean {
    return this.#stack.cache !== undefined;
  }

  /** What a notification of the server means for kept answers. */
  notified(method: string, params: Readonly<Record<string, unknown>> | undefined): void {
    this.#stack.cache?.notified(method, params);
  }

  /** Forgets kept answers: for instance after notifications were missed. */
  async clearCache(): Promise<void> {
    await this.#stack.cache?.clear();
  }

  /** Health and statistics of every endpoint; none before the first connection said which there are. */
  stats(): readonly MemberStats[] {
    if (this.#set !== undefined) return this.#set.stats();
    return this.#target === undefined ? [] : [this.#single.stats(this.#target.source.label)];
  }

  /** How to reach each endpoint by itself. */
  async handlers(): Promise<ReadonlyMap<string, Handler>> {
    await this.prepare();
    if (this.#set !== undefined) return this.#set.handlers();
    const { source } = await this.#resolved();
    return new Map([[source.label, this.#send(this.#lead)]]);
  }

  /** Takes another endpoint of the same server in; it may get traffic at once. */
  async add(target: Target): Promise<void> {
    await this.prepare();
    if (this.#set === undefined) this.#replicate([]);
    this.#join(target);
  }

  /** Takes an endpoint out by its label; what is in flight there ends first. */
  async remove(label: string): Promise<void> {
    await this.prepare();
    const connection = this.#connections.get(label);
    if (connection === undefined || this.#set === undefined) return;
    this.#connections.delete(label);
    if (connection === this.#lead)
      this.#lead =
        [...this.#connections.values()].find(({ current }) => current !== undefined) ??
        [...this.#connections.values()][0] ??
        connection;
    this.#identities.delete(connection);
    await this.#set.remove(label);
  }

  /** Finds out what the target is, and takes up what it brings along. */
  async #resolved(): Promise<Target> {
    if (this.#target !== undefined) return this.#target;
    const target = await this.#resolve();
    const found = await Promise.all(this.#settings.replicas.map((find) => find()));
    if (this.#target !== undefined) return this.#target;
    const { layers, path } = target;
    const replicas = [...(target.replicas ?? []), ...found];
    if (layers !== undefined) this.#options = layerOptions({ ...layers, ...this.#settings.layers }, path);
    this.#target = target;
    if (replicas.length > 0) this.#replicate(replicas);
    else if (layers !== undefined) this.#stack = this.#build();
    return target;
  }

  #replicate(others: readonly Target[]): void {
    const { server, clock, random, emit } = this.#settings;
    // Each endpoint has a queue of its own, so that one that is slow holds no slot of another.
    const queue = this.#options.balance.queue ?? this.#options.queue ?? defaultQueue;
    this.#set = new ReplicaSet(server, { ...this.#options.balance, queue }, { clock, random, emit });
    this.#join(this.#target!, this.#lead);
    for (const target of others) this.#join(target);
    if (this.#open) this.#set.start();
    this.#stack = this.#build();
  }

  #join(target: Target, connection = this.#connection(() => target)): void {
    const { server, emit } = this.#settings;
    const { source, weight = 1 } = target;
    let label = source.label;
    for (let n = 2; this.#connections.has(label); n++) label = `${source.label} #${n}`;
    this.#connections.set(label, connection);
    this.#set!.add(replicaOver(connection, label, weight, this.#send(connection), server, emit));
    if (this.#open) connection.open();
  }

  #connection(resolve: () => Target | Promise<Target>, identity?: Identity, base?: Connection): Connection {
    const settings = this.#settings;
    const connection: Connection = new Connection(resolve, {
      ...settings,
      ...(identity !== undefined && { identity }),
      // Subscriptions and notes about tools follow the lead; the others only serve requests.
      onSession: (session) => settings.onSession(session, (base ?? connection) === this.#lead, identity),
      onNotification: (message) => settings.onNotification(message, identity),
      onState: (state) => {
        if ((base ?? connection) === this.#lead) settings.onState(state, identity);
      },
    });
    return connection;
  }

  /** The connection of an identity to the endpoint of `base`: its sessions serve no other. */
  #of(base: Connection, identity: Identity | undefined): Connection {
    if (identity === undefined) return base;
    const connections = this.#identities.get(base) ?? new Map<string, Connection>();
    this.#identities.set(base, connections);
    const known = connections.get(identity.key);
    if (known !== undefined) return known;
    const resolve = (): Target | Promise<Target> => base.target ?? base.resolve();
    const made = this.#connection(resolve, identity, base);
    connections.set(identity.key, made);
    if (this.#open) made.open();
    return made;
  }

  #build(): RequestStack {
    const { server, clock, random, emit } = this.#settings;
    const { retry, cache, queue, hedge, interceptors } = this.#options;
    const plain = [retry, cache, queue, hedge, interceptors[0], this.#set].every((it) => it === undefined);
    const send = this.#send(this.#lead);
    const stack = requestStack(this.#options, {
      dependencies: { clock, random, emit },
      subject: { server, scope: (request) => this.#scope(request) },
      deadline: deadlineLayer(clock, true),
      innermost: this.#set?.handle ?? (plain ? send : this.#single.counted(send)),
      connect: ({ traits }, { signal }) =>
        this.session(signal === never() ? undefined : signal, traits.identity),
      replicated: this.#set !== undefined,
    });
    if (!plain) return { ...stack, handle: this.#informed(stack.handle) };
    const connectionOf: ConnectionOf = (identity) => this.#of(this.#lead, identity);
    const direct = this.#cleaned(sendDirectly(connectionOf, this.#recovery, stack.handle));
    return { ...stack, handle: this.#single.counted(direct) };
  }

  async #scope(request: LayerRequest | undefined): Promise<CacheScope> {
    const target = this.#target ?? (await this.#resolved());
    return cacheScope(this.#settings.server, target, request, this.#options.cache?.partition ?? this.#self);
  }

  #send(base: Connection): Handler {
    const connectionOf: ConnectionOf = (identity) => this.#of(base, identity);
    return this.#cleaned(sendOver(connectionOf, this.#recovery, this.#settings.clock));
  }

  /** Tells the layers what they may want to know of the session and its secrets. */
  #informed(handle: Handler): Handler {
    const { redactor } = this.#settings.disclosure;
    const redact = (text: string): string => redactor.text(text);
    return (request, context) => {
      const info = (): SessionInfo | undefined =>
        this.#of(this.#lead, request.traits.identity).current?.info ?? this.current?.info;
      return handle(request, { ...context, info, redact });
    };
  }

  #cleaned(handle: Handler): Handler {
    return async (request, context) => {
      try {
        return await handle(request, context);
      } catch (error) {
        throw this.#settings.disclosure.clean(error);
      }
    };
  }

  #live(): Connection | undefined {
    return this.#all().find((connection) => connection.current !== undefined);
  }

  #all(): readonly Connection[] {
    const bases = [...new Set([this.#lead, ...this.#connections.values()])];
    return bases.flatMap((base) => [base, ...(this.#identities.get(base)?.values() ?? [])]);
  }
}
