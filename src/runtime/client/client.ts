import type { Implementation, LoggingLevel, Prompt, Resource, ResourceTemplateType, Tool } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import { Connection, type ConnectionState } from "../connection/connection.js";
import type { Progress } from "../connection/handlers.js";
import type { Era } from "../connection/negotiate.js";
import type { Session, SessionInfo } from "../connection/session.js";
import type { Inbound } from "../connection/shim-transport.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import { EventHub } from "../events/event-hub.js";
import type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "../events/event.js";
import { systemClock } from "../layers/clock.js";
import { deadline, NEVER } from "../layers/deadline.js";
import { compose, type Handler } from "../layers/layer.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import { type CallToolOptions, facetsOf, type RequestOptions } from "./call-options.js";
import { sendOver } from "./dispatcher.js";
import { Lease } from "./lease.js";
import { iterate, listAll, type ListOptions, listPage } from "./lists/list.js";
import type { Listed, ListKind } from "./lists/kinds.js";
import type { ListPage } from "./lists/read-page.js";
import { callTool } from "./operations/call-tool.js";
import { complete, type CompletionRef } from "./operations/complete.js";
import { getPrompt } from "./operations/get-prompt.js";
import { applyLogLevel, checkLogging } from "./operations/log-level.js";
import { readResource } from "./operations/read-resource.js";
import { type BaseClientOptions, resolveOptions, type ResolvedOptions } from "./options.js";
import type { RequestFacets, Requester } from "./requester.js";
import { changes } from "./subscriptions/changes.js";
import type { Subscription } from "./subscriptions/subscription.js";
import { type ChangeListener, Subscriptions } from "./subscriptions/subscriptions.js";
import type { ChangingList } from "./subscriptions/topic.js";
import { type ClientTarget, sourceOf } from "./target.js";
import { ToolCatalogue } from "./tool-catalogue.js";

/**
 * A client of one MCP server, over any transport and in both eras of the protocol.
 *
 * ```ts
 * await using client = await Client.connect(target);
 * const tools = await client.listTools();
 * const sum = await client.callTool("add", { a: 5, b: 3 });
 * ```
 */
export class Client {
  /** Name of the server in errors and events. */
  readonly name: string;

  readonly #options: ResolvedOptions;
  readonly #connection: Connection;
  readonly #events = new EventHub();
  readonly #handle: Handler;
  readonly #requester: Requester;
  readonly #catalogue: ToolCatalogue;
  readonly #subscriptions: Subscriptions;
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #leases = 0;
  /** Leases of before a `close()` count no more. */
  #epoch = 0;
  #logLevel: LoggingLevel | undefined;

  /** Connects to nothing yet. @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(target: ClientTarget, options: BaseClientOptions = {}) {
    this.#options = resolveOptions(options);
    const source = sourceOf(target);
    this.name = this.#options.name ?? source.label;
    const { emit } = this.#events;
    this.#connection = new Connection(source, {
      ...this.#options,
      server: this.name,
      credentials: {},
      listens: () => this.#listens(),
      clock: systemClock,
      random: Math.random,
      emit,
      onSession: (session) => this.#welcome(session),
      onNotification: (message) => this.#notified(message),
      onState: (state) => this.#stateChanged(state),
    });
    this.#handle = compose([deadline(systemClock)], sendOver(this.#connection, this.name, this.#options.statefulSession, emit));
    this.#requester = {
      server: this.name,
      emit,
      session: (signal) => this.#session(signal),
      send: (method, params, facets, signal) => this.#send(method, params, facets, signal),
    };
    this.#catalogue = new ToolCatalogue(this.#requester);
    this.#subscriptions = new Subscriptions(this.#requester, systemClock, Math.random);
  }

  /** A connected client; `await using` closes it. */
  static async connect(target: ClientTarget, options: BaseClientOptions & { readonly signal?: AbortSignal } = {}): Promise<Client> {
    const { signal, ...rest } = options;
    const client = new Client(target, rest);
    await client.connect(signal === undefined ? {} : { signal });
    return client;
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
    this.#connection.open();
    try {
      if (this.#options.autoInitialize) await this.#connection.session(options.signal);
    } catch (error) {
      await this.#release(epoch);
      throw error;
    }
    return new Lease(() => this.#release(epoch));
  }

  /** Ends the session, whoever holds a lease, and any process under it. Calling it again does nothing more. Never rejects. */
  async close(): Promise<void> {
    this.#epoch++;
    this.#leases = 0;
    await this.#connection.close(true);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What the server says about itself; connects to it if `autoInitialize` is off. The same object until the next session. */
  async initialize(options: { readonly signal?: AbortSignal } = {}): Promise<SessionInfo> {
    return (await this.#session(options.signal)).info;
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** Whether a session is live now. */
  isConnected(): boolean {
    return this.#connection.current !== undefined;
  }

  /** Calls `listener` with every state of the connection. Returns what removes it again. */
  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  /** Calls `listener` for events of one type. Returns what removes it again. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.#events.on(type, listener);
  }

  /** Calls `listener` for every event. Returns what removes it again. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    return this.#events.onAny(listener);
  }

  /** Era of the protocol, as long as there is a session. */
  get era(): Era | undefined {
    return this.#live?.era;
  }

  get protocolVersion(): string | undefined {
    return this.#live?.protocolVersion;
  }

  get serverInfo(): Implementation | undefined {
    return this.#live?.serverInfo;
  }

  /** What the server declared. */
  get capabilities(): JsonObject | undefined {
    return this.#live?.capabilities;
  }

  get instructions(): string | undefined {
    return this.#live?.instructions;
  }

  /** Id of the session over Streamable HTTP, where the server gave one. */
  get sessionId(): string | undefined {
    return this.#connection.current?.sessionId;
  }

  /** All tools. Malformed ones are left out, each with a `diagnostic` event. `[]` where the server declares none. */
  async listTools(options: ListOptions = {}): Promise<Tool[]> {
    const tools = await this.#list("tools", options);
    if (this.#live !== undefined) this.#catalogue.learn(tools, this.#live.era);
    return tools;
  }

  listResources(options: ListOptions = {}): Promise<Resource[]> {
    return this.#list("resources", options);
  }

  listResourceTemplates(options: ListOptions = {}): Promise<ResourceTemplateType[]> {
    return this.#list("resourceTemplates", options);
  }

  listPrompts(options: ListOptions = {}): Promise<Prompt[]> {
    return this.#list("prompts", options);
  }

  /** One page of tools, with the answer as it stood on the wire. */
  listToolsPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<Tool>> {
    return listPage(this.#requester, "tools", cursor, this.#listOptions(options));
  }

  listResourcesPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<Resource>> {
    return listPage(this.#requester, "resources", cursor, this.#listOptions(options));
  }

  listResourceTemplatesPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<ResourceTemplateType>> {
    return listPage(this.#requester, "resourceTemplates", cursor, this.#listOptions(options));
  }

  listPromptsPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<Prompt>> {
    return listPage(this.#requester, "prompts", cursor, this.#listOptions(options));
  }

  /** Items of a list one by one: the next page is asked for when it is needed. */
  iterate<K extends ListKind>(kind: K, options: ListOptions = {}): AsyncGenerator<Listed[K], void, undefined> {
    return iterate(this.#requester, kind, this.#listOptions(options));
  }

  /**
   * Calls a tool. `data` is what it returned: `structuredContent`, unwrapped where the server's framework wrapped it.
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false
   */
  callTool(name: string, args: JsonObject = {}, options: CallToolOptions = {}): Promise<ToolResult> {
    return callTool(this.#requester, this.#catalogue, name, args, options);
  }

  readResource(uri: string | URL, options: RequestOptions = {}): Promise<ResourceContent> {
    return readResource(this.#requester, uri, options);
  }

  /** Has the server fill in a prompt. Arguments that are no strings are sent as compact JSON. */
  getPrompt(name: string, args: Readonly<Record<string, unknown>> = {}, options: RequestOptions = {}): Promise<PromptResult> {
    return getPrompt(this.#requester, name, args, options);
  }

  /** Values that the server suggests for one argument; `context` holds what others are already set to. */
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<Completion> {
    return complete(this.#requester, ref, argument, context, options);
  }

  /** Asks the server for a sign of life: `ping`, or `server/discover` in the modern era. Resolves to true, or throws. */
  async ping(options: RequestOptions = {}): Promise<true> {
    const { era } = (await this.#session(options.signal)).info;
    await this.#send(era === "modern" ? "server/discover" : "ping", {}, facetsOf(options, "ping", true), options.signal);
    return true;
  }

  /**
   * Has the server log from `level` on, now and in later sessions.
   * @throws {UnsupportedError} when the server declares no logging
   */
  async setLogLevel(level: LoggingLevel, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const session = await this.#session(options.signal);
    checkLogging(session, this.name);
    this.#logLevel = level;
    await applyLogLevel(session, level, true, options.signal);
  }

  /**
   * Calls `listener` whenever the server says that the resource changed. Renewed by itself after a dropped stream or
   * session, each with a `gap` event: what was said meanwhile is lost, so read the resource again.
   *
   * @throws {UnsupportedError} when the server declares no subscriptions
   */
  subscribeResource(uri: string | URL, listener: (uri: string) => void, options: { readonly signal?: AbortSignal } = {}): Promise<Subscription> {
    return this.#subscriptions.add({ uri: String(uri) }, (change) => "uri" in change && listener(change.uri), options.signal);
  }

  /** URIs as the server reports them changed, until the loop ends. Reports that pile up are merged. */
  async *resourceUpdates(uri: string | URL, options: { readonly signal?: AbortSignal } = {}): AsyncGenerator<string, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> => this.#subscriptions.add({ uri: String(uri) }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("uri" in change) yield change.uri;
  }

  /** Calls `listener` whenever the server says that a list changed. */
  onListChanged(list: ChangingList, listener: () => void, options: { readonly signal?: AbortSignal } = {}): Promise<Subscription> {
    return this.#subscriptions.add({ list }, () => listener(), options.signal);
  }

  /** One turn for every reported change of a list, until the loop ends. Reports that pile up are merged. */
  async *listChanges(list: ChangingList, options: { readonly signal?: AbortSignal } = {}): AsyncGenerator<ChangingList, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> => this.#subscriptions.add({ list }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("list" in change) yield change.list;
  }

  /**
   * Tells the server that the roots changed.
   * @throws {UnsupportedError} in the modern era, which asks for roots when it needs them, and without a roots handler
   */
  async notifyRootsChanged(): Promise<void> {
    await (await this.#session()).notify("notifications/roots/list_changed");
  }

  /** Reports progress of something that the server asked this client to do. `token` came with its request. */
  async sendProgress(token: string | number, progress: Progress): Promise<void> {
    await (await this.#session()).notify("notifications/progress", { progressToken: token, ...progress } as JsonObject);
  }

  /** Withdraws a request by its JSON-RPC id. Every method here takes a `signal`, which is the better way. */
  async cancel(requestId: string | number, reason?: string): Promise<void> {
    await (await this.#session()).notify("notifications/cancelled", { requestId, ...(reason !== undefined && { reason }) });
  }

  get #live(): SessionInfo | undefined {
    return this.#connection.current?.info;
  }

  #list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    return listAll(this.#requester, kind, this.#listOptions(options));
  }

  #listOptions(options: ListOptions): ListOptions {
    return { ...options, timeoutMs: options.timeoutMs ?? this.#options.listTimeoutMs };
  }

  async #session(signal?: AbortSignal): Promise<Session> {
    if (this.#leases === 0) throw new NotConnectedError(undefined, { server: this.name });
    return this.#connection.session(signal);
  }

  async #send(method: string, params: JsonObject, facets: RequestFacets, signal: AbortSignal = NEVER): Promise<unknown> {
    if (this.#leases === 0) throw new NotConnectedError(undefined, { server: this.name, subject: facets.subject });
    const { timeoutMs, handlers } = this.#options;
    const onProgress = facets.onProgress ?? handlers.onProgress;
    const traits = { timeoutMs, ...facets, ...(onProgress !== undefined && { onProgress }) };
    return this.#handle({ method, params, traits }, { server: this.name, signal, attempt: 1 });
  }

  /** A new session takes up what the one before held, before anybody uses it. */
  async #welcome(session: Session): Promise<void> {
    this.#catalogue.forget();
    await applyLogLevel(session, this.#logLevel, this.#options.handlers.onLog !== undefined);
    await this.#subscriptions.resume(session);
  }

  #notified(message: Inbound): void {
    if (message.method === "notifications/tools/list_changed") this.#catalogue.forget();
    this.#subscriptions.notified(message);
  }

  #stateChanged(state: ConnectionState): void {
    if (state === "idle" && this.#leases > 0) this.#subscriptions.dropped();
    if (state === "closed") this.#subscriptions.stop();
    for (const listener of this.#stateListeners) listener(state);
  }

  #listens(): boolean {
    const { onLog, onMessage, sampling, elicitation, roots } = this.#options.handlers;
    return this.#subscriptions.wanted || [onLog, onMessage, sampling, elicitation, roots].some((handler) => handler !== undefined);
  }

  async #release(epoch: number): Promise<void> {
    if (epoch !== this.#epoch || --this.#leases > 0) return;
    this.#epoch++;
    await this.#connection.close(false);
  }
}
