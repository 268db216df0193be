import { abortable } from "../async/abortable.js";
import type { CacheScope } from "../cache/cache-key.js";
import type { Connection, ConnectionState, Target } from "../connection/connection.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Identity } from "../identity/identity.js";
import { deadlineLayer } from "../layers/deadline-layer.js";
import { never } from "../async/never.js";
import type { Handler, LayerRequest } from "../layers/layer.js";
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
import { Connections, type ConnectionsSettings } from "./connections.js";
import { Recovery } from "./recovery.js";
import type { Reporter } from "./reporter.js";

/** Settings of the endpoints of one server. */
export interface EndpointsSettings extends ConnectionsSettings {
  readonly statefulSession: "recover" | "strict";
  /** Takes secrets out of an error before anybody sees it, interceptors included, and out of what layers write. */
  readonly reporter: Pick<Reporter, "clean" | "redactor">;
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
  readonly #connections: Connections;
  #target: Target | undefined;
  readonly #preparing = new Once(() => this.#resolved());
  #options: LayerOptions;
  #set: ReplicaSet | undefined;
  readonly #single: SingleEndpoint;
  #stack: RequestStack;
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
    this.#connections = new Connections(() => this.#resolved(), settings);
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

  get state(): ConnectionState {
    return this.#connections.state;
  }

  /** A live session, of the lead if it has one. */
  get current(): Session | undefined {
    return this.#connections.current;
  }

  /** The live session of one identity with the lead. */
  currentOf(identity: Identity): Session | undefined {
    return this.#connections.currentOf(identity);
  }

  /** How many sessions there have been, of one identity where requests are not all for the same. */
  generation(identity?: Identity): number {
    return this.#connections.of(identity).generation;
  }

  /** Ends the sessions of one identity, each when its last call is settled. */
  release(identity: Identity): void {
    this.#connections.release(identity);
  }

  /** Until this resolved, nobody knows what the config says about layers and replicas. `undefined`: it is known. */
  prepare(): Promise<unknown> | undefined {
    return this.#target === undefined ? this.#preparing.get() : undefined;
  }

  open(): void {
    this.#connections.open();
    this.#set?.start();
  }

  /** Opens the first session, with the retries that are configured. */
  async connect(signal: AbortSignal, identity?: Identity): Promise<void> {
    await this.prepare();
    const { server } = this.#settings;
    await this.#stack.connect(
      { method: "initialize", params: {}, traits: { repeatable: true, identity } },
      { server, signal, attempt: 1 },
    );
  }

  /** A live session, or a new one: of the lead, else of the first endpoint that has or gives one. */
  async session(signal?: AbortSignal, identity?: Identity): Promise<Session> {
    const preparing = this.prepare();
    if (preparing !== undefined) await abortable(preparing, signal);
    return this.#connections.session(signal, identity);
  }

  async close(dispose: boolean): Promise<void> {
    this.#set?.stop();
    await this.#connections.close(dispose);
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
    return new Map([[source.label, this.#send(this.#connections.lead)]]);
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
    if (this.#set !== undefined && this.#connections.remove(label)) await this.#set.remove(label);
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
    this.#join(this.#target!, this.#connections.lead);
    for (const target of others) this.#join(target);
    if (this.#connections.isOpen) this.#set.start();
    this.#stack = this.#build();
  }

  #join(target: Target, connection = this.#connections.make(() => target)): void {
    const { server, emit } = this.#settings;
    const { source, weight = 1 } = target;
    const label = this.#connections.add(connection, source.label);
    this.#set!.add(replicaOver(connection, label, weight, this.#send(connection), server, emit));
  }

  #build(): RequestStack {
    const { server, clock, random, emit, reporter } = this.#settings;
    const { retry, cache, queue, hedge, interceptors } = this.#options;
    const plain = [retry, cache, queue, hedge, interceptors[0], this.#set].every((it) => it === undefined);
    const send = this.#send();
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
    const handle = sendDirectly({
      connectionOf: (identity) => this.#connections.of(identity),
      recovery: this.#recovery,
      endpoint: this.#single,
      clean: reporter.clean,
      whole: stack.handle,
    });
    return { ...stack, handle };
  }

  async #scope(request: LayerRequest | undefined): Promise<CacheScope> {
    const target = this.#target ?? (await this.#resolved());
    return cacheScope(this.#settings.server, target, request, this.#options.cache?.partition ?? this.#self);
  }

  /** Sends one attempt to the endpoint of `base`, or of the connection that leads then. */
  #send(base?: Connection): Handler {
    const connectionOf: ConnectionOf = (identity) => this.#connections.of(identity, base);
    const send = sendOver(connectionOf, this.#recovery, this.#settings.clock);
    const { clean } = this.#settings.reporter;
    return (request, context) =>
      send(request, context).catch((error: unknown) => {
        throw clean(error);
      });
  }

  /** Tells the layers what they may want to know of the session and its secrets. */
  #informed(handle: Handler): Handler {
    const { redactor } = this.#settings.reporter;
    const redact = (text: string): string => redactor.text(text);
    return (request, context) => {
      const info = (): SessionInfo | undefined =>
        this.#connections.of(request.traits.identity).current?.info ?? this.current?.info;
      return handle(request, { ...context, info, redact });
    };
  }
}
