import { abortable } from "../async/abortable.js";
import type { CacheScope } from "../cache/cache-key.js";
import type { Connection, ConnectionState } from "../connection/connection.js";
import type { Target } from "../connection/target.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Identity } from "../identity/identity.js";
import { deadlineLayer } from "../layers/deadline-layer.js";
import { never } from "../async/never.js";
import type { Handler, LayerRequest } from "../layers/layer.js";
import { type LayerOptions, layerOptions, type LayerSettings } from "../layers/layer-options.js";
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
  /** Removes secrets from an error before anything else sees it, including interceptors, and from what layers report. */
  readonly reporter: Pick<Reporter, "clean" | "redactor">;
  /** From code; each overrides the config's. */
  readonly layers: LayerSettings;
  /** Additional endpoints of the same server, from code. */
  readonly replicas: readonly (() => Target | Promise<Target>)[];
}

/**
 * Sends a client's requests through its layers to its only endpoint, or to one of several. Everything that needs one particular
 * session (subscriptions, what the server declared) uses that of one endpoint, the lead; when the lead fails, another endpoint
 * becomes the lead.
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
  /** If nothing identifies the user, private answers are for this client alone. */
  readonly #self = { client: globalThis.crypto.randomUUID() };

  /** @throws {ConfigurationError} for invalid settings of layers */
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

  /** Replaced when the target turns out to have settings or replicas; see `prepare`. */
  get handle(): Handler {
    return this.#stack.handle;
  }

  /** The target of the lead, once it is known. */
  get target(): Target | undefined {
    return this.#target;
  }

  get state(): ConnectionState {
    return this.#connections.state;
  }

  /** A live session: that of the lead if it has one. */
  get current(): Session | undefined {
    return this.#connections.current;
  }

  /** The live session of one identity at the lead endpoint. */
  currentOf(identity: Identity): Session | undefined {
    return this.#connections.currentOf(identity);
  }

  /** How many sessions there have been; of one identity, if requests are for different ones. */
  generation(identity?: Identity): number {
    return this.#connections.of(identity).generation;
  }

  /** Ends the sessions of one identity, each when its last call has settled. */
  release(identity: Identity): void {
    this.#connections.release(identity);
  }

  /** Loads the config's settings for layers and replicas; they are unknown until it resolves. `undefined`: they are known. */
  prepare(): Promise<unknown> | undefined {
    return this.#target === undefined ? this.#preparing.get() : undefined;
  }

  open(): void {
    this.#connections.open();
    this.#set?.start();
  }

  /** Opens the first session, with the configured retries. */
  async connect(signal: AbortSignal, identity?: Identity): Promise<void> {
    await this.prepare();
    const { server } = this.#settings;
    await this.#stack.connect(
      { method: "initialize", params: {}, traits: { repeatable: true, identity } },
      { server, signal, attempt: 1 },
    );
  }

  /** Returns a live session, or a new one: from the lead, else from the first endpoint that has one or can open one. */
  async session(signal?: AbortSignal, identity?: Identity): Promise<Session> {
    const preparing = this.prepare();
    if (preparing !== undefined) await abortable(preparing, signal);
    return this.#connections.session(signal, identity);
  }

  async close(dispose: boolean): Promise<void> {
    this.#set?.stop();
    await this.#connections.close(dispose);
  }

  /** Whether answers are cached, so that the server's notifications about them matter. */
  get caches(): boolean {
    return this.#stack.cache !== undefined;
  }

  /** Invalidates the cached answers that a notification of the server concerns. */
  notified(method: string, params: Readonly<Record<string, unknown>> | undefined): void {
    this.#stack.cache?.notified(method, params);
  }

  /** Removes all cached answers, for example after notifications were missed. */
  async clearCache(): Promise<void> {
    await this.#stack.cache?.clear();
  }

  /** Health and statistics of every endpoint; empty until the first connection has determined the endpoints. */
  stats(): readonly MemberStats[] {
    if (this.#set !== undefined) return this.#set.stats();
    return this.#target === undefined ? [] : [this.#single.stats(this.#target.source.label)];
  }

  /** Returns a handler for each endpoint. */
  async handlers(): Promise<ReadonlyMap<string, Handler>> {
    await this.prepare();
    if (this.#set !== undefined) return this.#set.handlers();
    const { source } = await this.#resolved();
    return new Map([[source.label, this.#send(this.#connections.lead)]]);
  }

  /** Adds another endpoint of the same server; it may get traffic at once. */
  async add(target: Target): Promise<void> {
    await this.prepare();
    if (this.#set === undefined) this.#replicate([]);
    this.#join(target);
  }

  /** Removes an endpoint by its label, once its requests in flight have ended. */
  async remove(label: string): Promise<void> {
    await this.prepare();
    if (this.#set !== undefined && this.#connections.remove(label)) await this.#set.remove(label);
  }

  /** Resolves the target, and adopts its settings and replicas. */
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
    // Each endpoint has its own queue, so that a slow one does not occupy slots of another.
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

  /** Sends one attempt to the endpoint of `base`, or of the connection that is the lead by then. */
  #send(base?: Connection): Handler {
    const connectionOf: ConnectionOf = (identity) => this.#connections.of(identity, base);
    const send = sendOver(connectionOf, this.#recovery, this.#settings.clock);
    const { clean } = this.#settings.reporter;
    return (request, context) =>
      send(request, context).catch((error: unknown) => {
        throw clean(error);
      });
  }

  /** Tells the layers about the session and its secrets. */
  #informed(handle: Handler): Handler {
    const { redactor } = this.#settings.reporter;
    const redact = (text: string): string => redactor.text(text);
    const redactData = <V>(value: V): V => redactor.recorded(value);
    return (request, context) => {
      const info = (): SessionInfo | undefined =>
        this.#connections.of(request.traits.identity).current?.info ?? this.current?.info;
      return handle(request, { ...context, info, redact, redactData });
    };
  }
}
