import type { LoggingLevel } from "@modelcontextprotocol/client";
import { authSecrets, Redactor } from "../../shared/secrets/index.js";
import { AnswerTime } from "../async/answer-time.js";
import { systemClock } from "../async/clock.js";
import type { ConnectionState } from "../connection/connection.js";
import type { ClientHandlers } from "../connection/connection-handlers.js";
import type { Session } from "../connection/session.js";
import type { Inbound } from "../connection/taps.js";
import { Extensions } from "../extensions/declared-extensions.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import { Overhearing } from "../handlers/overheard.js";
import { toClientHandlers } from "../handlers/to-client-handlers.js";
import { defaultCallerLimits } from "../identity/callers.js";
import type { Identity } from "../identity/identity.js";
import { definedSettings } from "../layers/layer-options.js";
import type { ServerView } from "../transforms/server-view.js";
import type { TargetShape } from "../transport/infer-source.js";
import type { ClientTarget } from "../transport/client-target.js";
import { Caller } from "./caller.js";
import { CallersByIdentity } from "./callers-by-identity.js";
import { Endpoints } from "./endpoints.js";
import { Leases } from "./leases.js";
import { applyLogLevel } from "./operations/log-level.js";
import {
  type BaseClientOptions,
  DEFAULT_TIMEOUT_MS,
  resolveOptions,
  type ResolvedOptions,
} from "./backend-options.js";
import { Reporter } from "./reporter.js";
import { IdentityRequester, type RequesterSettings, ServerRequester } from "./server-requester.js";
import { type LazyTarget, targetOf } from "./backend-target.js";

/** The connection to one server with its leases and callers; handles the effects of its sessions and notifications. */
export class ServerLink {
  readonly name: string;
  readonly options: ResolvedOptions;
  readonly reporter: Reporter;
  readonly leases: Leases;
  readonly connection: Endpoints;
  readonly callers: CallersByIdentity;
  readonly answerTime: AnswerTime;
  /** For sessions to come. */
  logLevel: LoggingLevel | undefined;
  readonly #handlersOf: (handlers: HandlerOptions) => ClientHandlers;
  /** Sessions read it when a server sends a request. */
  readonly #handlers: ClientHandlers;
  readonly #extensions: Extensions;
  readonly #overhearing = new Overhearing();

  /** @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(
    target: ClientTarget | LazyTarget,
    given: BaseClientOptions,
    shape: TargetShape | LazyTarget,
    owner: object,
  ) {
    const options = resolveOptions(given);
    this.#extensions = new Extensions(options.extensions);
    const redactor = new Redactor();
    redactor.keep(...authSecrets(options.auth));
    const emit: Reporter["emit"] = (event) => this.reporter.emit(event);
    const answerTime = (this.answerTime = new AnswerTime(options.answerTimeoutMs));
    const around = { owner, redactor, answerTime };
    const { name, resolve } = targetOf(target, { ...given, ...around }, emit, shape);
    this.name = name;
    this.options = options;
    this.reporter = new Reporter(name, redactor);
    this.#handlersOf = (handlers) =>
      toClientHandlers(
        this.reporter.discreet(handlers),
        this.reporter.handlerFailed,
        name,
        answerTime,
        this.#overhearing,
      );
    this.#handlers = this.#handlersOf(options.handlers);
    const { retry, cache, queue, hedge, balance, interceptors, replicas = [] } = options;
    this.connection = new Endpoints(resolve, {
      ...options,
      server: name,
      handlers: this.#handlers,
      extensions: this.#extensions,
      clock: systemClock,
      random: Math.random,
      emit,
      clean: this.reporter.clean,
      layers: definedSettings({ retry, cache, queue, hedge, balance, interceptors }),
      replicas: replicas.map((replica) => targetOf(replica, { ...given, name, ...around }, emit).resolve),
      reporter: this.reporter,
      onSecrets: (secrets, plain = []) => {
        redactor.keepInRecordings(...plain);
        redactor.add(...secrets);
      },
      onSession: (session, leads, identity) => this.#started(session, leads, identity),
      listens: () =>
        this.#extensions.listens ||
        Object.keys(this.#handlers).length > 0 ||
        this.callers.listen ||
        this.connection.caches,
      onNotification: (message, identity) => this.#notified(message, identity),
      onState: (state, identity) => this.#stateChanged(state, identity),
    });
    this.leases = new Leases(this.connection);
    this.callers = this.#makeCallers(answerTime);
  }

  setHandlers(handlers: HandlerOptions): void {
    Object.assign(this.#handlers, this.#handlersOf(handlers));
  }

  /** Deadline of a request without one of its own, in milliseconds. */
  get timeoutMs(): number {
    return this.options.timeoutMs ?? this.connection.target?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** The caller of all requests, if nothing stands between it and the server: only one identity, and no view of the config. */
  get plainCaller(): Caller | undefined {
    const { target } = this.connection;
    return this.callers.single && target?.view === undefined ? this.callers.main : undefined;
  }

  /** Runs an operation for the current identity: all its requests are sent for that one. */
  act<R>(run: (caller: Caller) => Promise<R>): Promise<R> {
    return this.callers.run(run).catch(this.reporter.rethrow);
  }

  /** The config's changes to the server's tools: synchronous if known, so that the identity is determined at once, too. */
  view(): ServerView | undefined | Promise<ServerView | undefined> {
    const preparing = this.connection.prepare();
    if (preparing === undefined) return this.connection.target?.view;
    return preparing.then(() => this.connection.target?.view);
  }

  #makeCallers(answerTime: AnswerTime): CallersByIdentity {
    const settings: RequesterSettings = {
      server: this.name,
      reporter: this.reporter,
      connection: this.connection,
      handlers: this.#handlers,
      answerTime,
      overhear: this.#overhearing.listen,
      callers: () => this.callers,
      held: () => this.leases.held,
      trusts: () => this.options.trusted ?? this.connection.target?.trusted ?? false,
      timeoutMs: () => this.timeoutMs,
    };
    const make = (identity: Identity | undefined): Caller => {
      const requester =
        identity === undefined ? new ServerRequester(settings) : new IdentityRequester(settings, identity);
      const clock = systemClock;
      const [handlers, extensions] = [this.#handlers, this.#extensions];
      return new Caller({ requester, handlers, extensions, clock, random: Math.random }, identity);
    };
    const limits = { ...defaultCallerLimits, ...this.options.identities };
    return new CallersByIdentity(this.connection, make, { clock: systemClock, limits });
  }

  /** Transfers the state of the previous session to a new one, before it is used. */
  async #started(session: Session, leads: boolean, identity: Identity | undefined): Promise<void> {
    await applyLogLevel(session, this.logLevel, this.#handlers.onLog !== undefined);
    if (!leads) return;
    const caller = this.callers.of(identity);
    caller?.catalogue.forget();
    this.connection.target?.view?.forget();
    await caller?.subscriptions.resume(session);
  }

  #notified(message: Inbound, identity: Identity | undefined): void {
    const caller = this.callers.of(identity);
    if (message.method === "notifications/tools/list_changed") caller?.catalogue.forget();
    if (message.method.endsWith("/list_changed")) this.connection.target?.view?.forget();
    this.connection.notified(message.method, message.params);
    caller?.subscriptions.notified(message);
    caller?.tasks.notified(message);
    this.#extensions.notified(message, this.name, this.reporter.handlerFailed);
  }

  #stateChanged(state: ConnectionState, identity: Identity | undefined): void {
    const subscriptions = this.callers.of(identity)?.subscriptions;
    if (state === "idle" && this.leases.held) subscriptions?.dropped();
    if (state === "closed") subscriptions?.stop();
    this.reporter.stateChanged(identity === undefined ? state : this.connection.state);
  }
}
