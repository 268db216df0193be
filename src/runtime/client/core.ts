import type { Implementation, LoggingLevel } from "@modelcontextprotocol/client";
import { authSecrets } from "../../shared/secrets/index.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { ConnectionState } from "../connection/connection.js";
import type { ClientHandlers, ProgressHandler } from "../connection/handlers.js";
import type { Era } from "../connection/era.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Inbound } from "../connection/shim-transport.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "../events/event.js";
import { toClientHandlers } from "../handlers/to-client-handlers.js";
import { systemClock } from "../async/clock.js";
import { AnswerTime } from "../async/answer-time.js";
import { callSafely } from "../async/call-safely.js";
import { never } from "../async/never.js";
import { shared } from "../async/on-abort.js";
import { definedSettings } from "../layers/options.js";
import { defaultCallerLimits } from "../identity/callers.js";
import type { Identity } from "../identity/identity.js";
import { Disclosure } from "../backend/disclosure.js";
import { checkSendable } from "../backend/sendable.js";
import { Undisclosed } from "../backend/undisclosed.js";
import { Acting } from "../backend/acting.js";
import { ActsByIdentity } from "../backend/acts-by-identity.js";
import { Endpoints } from "../backend/endpoints.js";
import { Lease } from "../backend/lease.js";
import { applyLogLevel } from "../backend/operations/log-level.js";
import {
  type BaseClientOptions,
  DEFAULT_TIMEOUT_MS,
  resolveOptions,
  type ResolvedOptions,
} from "../backend/options.js";
import type { Requester } from "../backend/requester.js";
import type { RequestTraits } from "../layers/layer.js";
import type { ClientTarget } from "../transport/target.js";
import type { MultiClientOptions } from "../multi/options.js";
import type { ServerSetSettings } from "../multi/server-set.js";
import { Several } from "../multi/several.js";
import type { ServerView } from "../transforms/server-view.js";
import type { ClientTasks } from "../tasks/client-tasks.js";
import type { TargetShape } from "../transport/infer-source.js";
import { LazyTarget, shapeOf, targetOf } from "../backend/target.js";

/**
 * The life of a client: its connection and who holds it, its state, its events, and the way of a request through the
 * layers. What can be asked of a server stands in `Client`.
 */
export class ClientCore extends Undisclosed {
  /** Name of the server in errors and events. */
  readonly name: string;

  readonly #target: ClientTarget | LazyTarget;
  readonly #options: ResolvedOptions;
  readonly #several: Several | undefined;
  readonly #handlers: ClientHandlers;
  readonly #connection: Endpoints;
  readonly #disclosure = new Disclosure();
  /** What operations stand on, for each identity that asks. */
  readonly #acts: ActsByIdentity;
  /** Reports what a function of the program threw. */
  protected readonly handlerFailed = (cause: unknown): void => {
    const facts = { server: this.name, code: "HANDLER_FAILED", message: "a handler threw", cause };
    this.#disclosure.emit({ type: "diagnostic", severity: "warning", ...facts });
  };
  readonly #answerTime: AnswerTime;
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #leases = 0;
  /** Leases of before a `close()` count no more. */
  #epoch = 0;
  protected logLevel: LoggingLevel | undefined;

  /** `make` makes the client of one of several servers. @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(target: ClientTarget | LazyTarget, given: MultiClientOptions, make: ServerSetSettings["make"]) {
    super();
    this.#target = target;
    // Credentials by server are for the servers of a config, which get each its own.
    const options = given as BaseClientOptions;
    this.#options = resolveOptions(options);
    const { emit, redactor } = this.#disclosure;
    redactor.keep(...authSecrets(options.auth));
    const shape = shapeOf(target, options);
    const { name, resolve } = targetOf(target, { ...options, owner: this, redactor }, emit, shape);
    this.name = name;
    this.#several = this.#severalOf(shape, given, make);
    this.#answerTime = new AnswerTime(this.options.answerTimeoutMs);
    this.#handlers = toClientHandlers(this.options.handlers, this.handlerFailed, name, this.#answerTime);
    const { retry, cache, queue, hedge, balance, interceptors, replicas = [] } = this.options;
    this.#connection = new Endpoints(resolve, {
      ...this.options,
      server: this.name,
      handlers: this.#handlers,
      clock: systemClock,
      random: Math.random,
      emit,
      layers: definedSettings({ retry, cache, queue, hedge, balance, interceptors }),
      replicas: (this.several === undefined ? replicas : []).map(
        (replica) => targetOf(replica, { ...options, name: this.name, owner: this, redactor }, emit).resolve,
      ),
      disclosure: this.#disclosure,
      onSecrets: (secrets) => redactor.add(...secrets),
      onSession: (session, leads, identity) => this.#welcome(session, leads, identity),
      listens: () => Object.keys(this.#handlers).length > 0 || this.#acts.listen || this.#connection.caches,
      onNotification: (message, identity) => this.#notified(message, identity),
      onState: (state, identity) => this.#stateChanged(state, identity),
    });
    this.#acts = new ActsByIdentity(this.#connection, (identity) => this.#acting(identity), {
      clock: systemClock,
      limits: { ...defaultCallerLimits, ...this.options.identities },
    });
  }

  protected get target(): ClientTarget | LazyTarget {
    return this.#target;
  }
  protected get options(): ResolvedOptions {
    return this.#options;
  }

  /** The servers of a config; absent: the target is one server. */
  protected get several(): Several | undefined {
    return this.#several;
  }

  /** The requests of this client, whoever they are for. */
  protected get requester(): Requester {
    return this.#acts.main.requester;
  }
  protected get tasks(): ClientTasks {
    return this.#acts.main.tasks;
  }

  /** Runs an operation for whoever asks: all of its requests go out for the same identity. */
  protected act<R>(run: (acting: Acting) => Promise<R>): Promise<R> {
    return this.#acts.run(run).catch(this.#disclosure.rethrow);
  }

  #acting(identity: Identity | undefined): Acting {
    const requester: Requester = {
      server: this.name,
      emit: this.report,
      trusts: () => this.options.trusted ?? this.#connection.target?.trusted ?? false,
      session: (signal) => this.#session(identity, signal),
      send: (method, params, asked, signal) => this.#send(identity, method, params, asked, signal),
    };
    const settings = { requester, handlers: this.#handlers, clock: systemClock, random: Math.random };
    return new Acting({ ...settings, timeoutMs: () => this.timeoutMs }, identity);
  }

  /**
   * Connects, or joins the connection that there is. The session ends when every lease is closed, or with `close()`.
   *
   * @throws {ConnectError} {@link HttpError} {@link McpError} when the server cannot be reached or refuses
   * @throws the reason of `signal`, which undoes a connection that nobody else waits for
   */
  async connect(options: { readonly signal?: AbortSignal } = {}): Promise<Lease> {
    const epoch = this.#epoch;
    this.#leases++;
    this.#open();
    try {
      if (this.options.autoInitialize)
        await (this.several?.servers.connect(options.signal) ?? this.#session(undefined, options.signal));
    } catch (error) {
      await this.#release(epoch);
      throw error;
    }
    return new Lease(() => this.#release(epoch));
  }

  /** Makes the client usable without connecting: the first request does. Until `close()`. @internal */
  hold(): void {
    if (this.#leases > 0) return;
    this.#leases = 1;
    this.#open();
  }

  /** Reports something on behalf of generated code. @internal */
  readonly report = (event: RuntimeEvent): void => this.#disclosure.emit(event);

  /** Ends the session, whoever holds a lease, and any process under it. Calling it again does nothing more. Never rejects. */
  async close(): Promise<void> {
    this.#epoch++;
    this.#leases = 0;
    await (this.several?.servers ?? this.#connection).close(true);
    this.#acts.clear();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What the server says about itself; connects to it if `autoInitialize` is off. The same object until the next session. */
  async initialize(options: { readonly signal?: AbortSignal } = {}): Promise<SessionInfo> {
    if (this.several !== undefined) return this.several.initialize(options.signal);
    return (await this.#session(undefined, options.signal)).info;
  }

  get state(): ConnectionState {
    return (this.several?.servers ?? this.#connection).state;
  }

  /** Whether a session is live now; of several servers, that of one. */
  isConnected(): boolean {
    return this.info !== undefined;
  }

  /** Calls `listener` with every state of the connection. Returns what removes it again. */
  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  /** Calls `listener` for events of one type. Returns what removes it again. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.#disclosure.events.on(type, listener);
  }

  /** Calls `listener` for every event. Returns what removes it again. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    return this.#disclosure.events.onAny(listener);
  }

  /**
   * What the server says about itself, as long as there is a session. Of several servers: the oldest era and revision, every
   * capability, and the instructions of each.
   */
  get info(): SessionInfo | undefined {
    return this.several === undefined ? this.#connection.current?.info : this.several.info;
  }

  /** Era of the protocol, as long as there is a session. */
  get era(): Era | undefined {
    return this.info?.era;
  }

  /** Era of the session of one identity; of all, where there is only one. */
  protected eraOf(identity: Identity | undefined): Era | undefined {
    return identity === undefined ? this.era : this.#connection.currentOf(identity)?.info.era;
  }

  get protocolVersion(): string | undefined {
    return this.info?.protocolVersion;
  }

  get serverInfo(): Implementation | undefined {
    return this.info?.serverInfo;
  }

  /** What the server declared. */
  get capabilities(): JsonObject | undefined {
    return this.info?.capabilities;
  }

  get instructions(): string | undefined {
    return this.info?.instructions;
  }

  /** Id of the session over Streamable HTTP, where the server gave one. */
  get sessionId(): string | undefined {
    const [only, ...others] = this.several?.servers.members ?? [];
    if (only !== undefined && others.length === 0) return only.client.sessionId;
    return this.#connection.current?.sessionId;
  }

  /** Deadline of a request that sets none, in milliseconds. */
  protected get timeoutMs(): number {
    return this.options.timeoutMs ?? this.#connection.target?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** The endpoints of this server: their health, each by itself, and how to take one out while the client is in use. */
  get endpoints(): Pick<Endpoints, "stats" | "handlers" | "remove"> {
    return this.several?.servers.only("`endpoints`").client.endpoints ?? this.#connection;
  }

  /** Takes another endpoint of the same server in; it may get traffic at once. */
  async addEndpoint(target: ClientTarget): Promise<void> {
    if (this.several !== undefined)
      return this.several.servers.only("`addEndpoint`").client.addEndpoint(target);
    const options = { ...this.options, name: this.name, owner: this, redactor: this.#disclosure.redactor };
    const { resolve } = targetOf(target, options, this.report);
    await this.#connection.add(await resolve());
  }

  /** What the config changes about the server, once that is known. */
  protected view(): ServerView | undefined | Promise<ServerView | undefined> {
    const preparing = this.#connection.prepare();
    if (preparing === undefined) return this.#connection.target?.view;
    return preparing.then(() => this.#connection.target?.view);
  }

  #open(): void {
    (this.several?.servers ?? this.#connection).open();
  }

  #severalOf(
    shape: TargetShape | LazyTarget,
    options: MultiClientOptions,
    make: ServerSetSettings["make"],
  ): Several | undefined {
    if (shape instanceof LazyTarget || shape.type === "source") return undefined;
    return new Several(shape.type === "config" ? { value: shape.value } : { path: shape.path }, {
      name: this.name,
      options,
      make,
      emit: this.report,
      onState: (state) => this.#stateChanged(state),
      now: systemClock.now,
    });
  }

  async #session(identity: Identity | undefined, signal?: AbortSignal): Promise<Session> {
    if (this.#leases === 0) throw new NotConnectedError(undefined, { server: this.name });
    if (signal !== undefined) shared(signal);
    if (identity !== undefined)
      return this.#acts.hold(identity, () => this.#connection.session(signal, identity));
    return this.act((acting) =>
      acting === this.#acts.main ? this.#connection.session(signal) : acting.requester.session(signal),
    );
  }

  async #send(
    identity: Identity | undefined,
    method: string,
    params: JsonObject,
    asked: RequestTraits,
    signal: AbortSignal = never(),
  ): Promise<unknown> {
    shared(signal);
    const { name: server } = this;
    if (this.#leases === 0) throw new NotConnectedError(undefined, { server, subject: asked.subject });
    checkSendable(method, params, server, asked.subject);
    if (identity !== undefined)
      return this.#acts.hold(identity, () => this.#sendAs(identity, method, params, asked, signal));
    return this.act((acting) =>
      acting === this.#acts.main
        ? this.#sendAs(undefined, method, params, asked, signal)
        : acting.requester.send(method, params, asked, signal),
    );
  }

  async #sendAs(
    identity: Identity | undefined,
    method: string,
    params: JsonObject,
    asked: RequestTraits,
    signal: AbortSignal,
  ): Promise<unknown> {
    // Connecting has a limit of its own, and may wait for a person; a deadline that the caller sets holds for all of it.
    if (asked.timeoutMs === undefined && this.#connection.generation(identity) === 0)
      await this.#connection.connect(signal, identity);
    else if (this.#connection.target === undefined) await this.#connection.prepare();
    const onProgress = this.#guarded(asked.onProgress) ?? this.#handlers.onProgress;
    const own = {
      ...(onProgress !== undefined && { onProgress }),
      ...(identity !== undefined && { identity }),
    };
    const traits = { timeoutMs: this.timeoutMs, ...asked, ...own };
    const context = { server: this.name, signal, attempt: 1, answerTime: this.#answerTime };
    return this.#connection.handle({ method, params, traits }, context);
  }

  #guarded(listener: ProgressHandler | undefined): ProgressHandler | undefined {
    return listener && ((progress) => callSafely(() => listener(progress), this.handlerFailed));
  }

  /** A new session takes up what the one before held, before anybody uses it. */
  async #welcome(session: Session, leads: boolean, identity: Identity | undefined): Promise<void> {
    await applyLogLevel(session, this.logLevel, this.#handlers.onLog !== undefined);
    if (!leads) return;
    const acting = this.#acts.of(identity);
    acting?.catalogue.forget();
    this.#connection.target?.view?.forget();
    await acting?.subscriptions.resume(session);
  }

  #notified(message: Inbound, identity: Identity | undefined): void {
    const acting = this.#acts.of(identity);
    if (message.method === "notifications/tools/list_changed") acting?.catalogue.forget();
    if (message.method.endsWith("/list_changed")) this.#connection.target?.view?.forget();
    this.#connection.notified(message.method, message.params);
    acting?.subscriptions.notified(message);
    acting?.tasks.notified(message);
  }

  #stateChanged(state: ConnectionState, identity?: Identity): void {
    if (this.several === undefined) {
      const subscriptions = this.#acts.of(identity)?.subscriptions;
      if (state === "idle" && this.#leases > 0) subscriptions?.dropped();
      if (state === "closed") subscriptions?.stop();
    }
    for (const listener of [...this.#stateListeners])
      callSafely(() => listener(identity === undefined ? state : this.state), this.handlerFailed);
  }

  async #release(epoch: number): Promise<void> {
    if (epoch !== this.#epoch || --this.#leases > 0) return;
    this.#epoch++;
    await (this.several?.servers ?? this.#connection).close(false);
  }
}
