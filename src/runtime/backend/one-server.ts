import { connected } from "./connected.js";
import type { LoggingLevel } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { ConnectionState } from "../connection/connection.js";
import type { SessionInfo } from "../connection/session.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { Handler } from "../layers/layer.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import type { CallToolTaskOptions, PickUpOptions, TaskKnowledge } from "../tasks/client-tasks.js";
import type { TaskState } from "../tasks/task-state.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ServerView } from "../transforms/server-view.js";
import type { ClientTarget } from "../transport/client-target.js";
import type { Backend, ServerRoute, SingleServer } from "./backend.js";
import {
  type CallToolOptions,
  metaParams,
  type RawRequestOptions,
  type RequestOptions,
  traitsOf,
} from "./call-options.js";
import type { Caller } from "./caller.js";
import type { Endpoints } from "./endpoints.js";
import type { Lease } from "./lease.js";
import type { Cursor } from "./lists/cursor-trail.js";
import type { Listed, ListKind } from "./lists/list-kinds.js";
import type { ListOptions } from "./lists/list.js";
import type { ListPage } from "./lists/read-page.js";
import { notOfConfig } from "./not-of-config.js";
import { ServerLists } from "./lists/server-lists.js";
import { complete, type CompletionRef } from "./operations/complete.js";
import { getPrompt } from "./operations/get-prompt.js";
import { applyLogLevel, checkLogging } from "./operations/log-level.js";
import { readResource } from "./operations/read-resource.js";
import type { BaseClientOptions, MultiClientOptions } from "./backend-options.js";
import type { Reporter } from "./reporter.js";
import { ServerLink } from "./server-link.js";
import { type ServerStatus, statusOf } from "./server-status.js";
import type { ChangeListener } from "./subscriptions/subscriptions.js";
import type { Subscription } from "./subscriptions/subscription.js";
import type { Topic } from "./subscriptions/topic.js";
import { type LazyTarget, shapeOf, targetOf } from "./backend-target.js";

type Signal = AbortSignal | undefined;

/** A backend of one server. */
export class OneServer implements Backend, SingleServer {
  readonly target: ClientTarget | LazyTarget;
  readonly options: MultiClientOptions;
  readonly reporter: Reporter;
  readonly #link: ServerLink;
  readonly #lists: ServerLists;

  /** Does not connect yet. @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(
    target: ClientTarget | LazyTarget,
    options: MultiClientOptions,
    shape = shapeOf(target, options as BaseClientOptions),
  ) {
    this.target = target;
    this.options = options;
    // Credentials by server name apply to the servers of a config, each of which gets its own.
    this.#link = new ServerLink(target, options as BaseClientOptions, shape, this);
    this.#lists = new ServerLists(this.#link);
    this.reporter = this.#link.reporter;
  }

  get name(): string {
    return this.#link.name;
  }

  get state(): ConnectionState {
    return this.#link.connection.state;
  }

  get info(): SessionInfo | undefined {
    return this.#link.connection.current?.info;
  }

  get sessionId(): string | undefined {
    return this.#link.connection.current?.sessionId;
  }

  lease(signal: Signal): Promise<Lease> {
    const { leases, options } = this.#link;
    return leases.add(async () => options.autoInitialize && (await this.#main.session(signal)));
  }

  setHandlers(handlers: HandlerOptions): void {
    Object.assign(this.options.handlers ?? {}, handlers);
    this.#link.setHandlers(handlers);
  }

  hold(): void {
    this.#link.leases.hold();
  }

  async close(): Promise<void> {
    await this.#link.leases.end();
    this.#link.callers.clear();
  }

  async initialize(signal: Signal): Promise<SessionInfo> {
    return (await this.#main.session(signal)).info;
  }

  get statuses(): ReadonlyMap<string, ServerStatus> {
    return new Map([[this.name, this.statusOf()]]);
  }

  statusOf(): ServerStatus {
    return statusOf(this.name, this.state, this.info?.era);
  }

  server(): Backend {
    return this;
  }

  only(): SingleServer {
    return this;
  }

  add(): Promise<void> {
    throw notOfConfig(this.name);
  }

  remove(): Promise<void> {
    throw notOfConfig(this.name);
  }

  get endpoints(): Pick<Endpoints, "stats" | "handlers" | "remove"> {
    return this.#link.connection;
  }

  endpointHandlers(): Promise<ReadonlyMap<string, Handler>> {
    return this.#link.connection.handlers();
  }

  async addEndpoint(target: ClientTarget): Promise<void> {
    const { name, reporter, connection, options, answerTime } = this.#link;
    const reach = { ...options, name, owner: this, redactor: reporter.redactor, answerTime };
    await connection.add(await targetOf(target, reach, reporter.emit).resolve());
  }

  list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    return this.#lists.list(kind, options);
  }

  page<K extends ListKind>(
    kind: K,
    cursor: Cursor | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>> {
    return this.#lists.page(kind, cursor, options);
  }

  iterate<K extends ListKind>(kind: K, options: ListOptions): AsyncGenerator<Listed[K], void, undefined> {
    return this.#lists.iterate(kind, options);
  }

  callTool(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    known?: TaskKnowledge,
  ): Promise<ToolResult> {
    const { plainCaller, reporter } = this.#link;
    if (plainCaller !== undefined)
      return plainCaller.tasks.call(name, args, this.#timed(options), known).catch(reporter.rethrow);
    return this.#at("tools", name, options.signal, (caller, view) => {
      const call = view?.call(name, args) ?? { name, args };
      const facts = known && { ...known, ...view?.knowledge(name, known) };
      return caller.tasks.call(call.name, call.args, this.#timed(options), facts);
    });
  }

  startTask(name: string, args: JsonObject, options: CallToolTaskOptions): Promise<ToolTask> {
    return this.#at("tools", name, options.signal, (caller, view) => {
      const call = view?.call(name, args) ?? { name, args };
      return caller.tasks.start(call.name, call.args, options);
    });
  }

  routeOf(_kind: ListKind, id: string): Promise<ServerRoute> {
    return Promise.resolve({ server: this.name, id });
  }

  task(taskId: string, options: PickUpOptions): ToolTask {
    return this.#link.callers.main.tasks.pickUp(taskId, options);
  }

  listTasks(signal: Signal): Promise<readonly TaskState[]> {
    return this.#link.callers.main.tasks.list(signal);
  }

  readResource(uri: string, options: RequestOptions): Promise<ResourceContent> {
    return this.#at("resources", uri, options.signal, ({ requester }) =>
      readResource(requester, uri, options),
    );
  }

  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>>,
    options: RequestOptions,
  ): Promise<PromptResult> {
    return this.#at("prompts", name, options.signal, ({ requester }) =>
      getPrompt(requester, name, args, options),
    );
  }

  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context: Readonly<Record<string, string>> | undefined,
    options: RequestOptions,
  ): Promise<Completion> {
    const [kind, id] =
      ref.type === "ref/prompt"
        ? (["prompts", ref.name] as const)
        : (["resourceTemplates", ref.uri] as const);
    return this.#at(kind, id, options.signal, ({ requester }) =>
      complete(requester, ref, argument, context, options),
    );
  }

  async request(method: string, params: JsonObject, options: RawRequestOptions): Promise<unknown> {
    const traits = traitsOf(options, method, options.idempotent === true);
    return this.#main.send(method, { ...params, ...metaParams(options) }, traits, options.signal);
  }

  subscribe(topic: Topic, listener: ChangeListener, signal: Signal): Promise<Subscription> {
    return this.#link.act(({ subscriptions }) => subscriptions.add(topic, listener, signal));
  }

  async setLogLevel(level: LoggingLevel, signal: Signal): Promise<void> {
    const session = await this.#main.session(signal);
    checkLogging(session, this.name);
    this.#link.logLevel = level;
    await applyLogLevel(session, level, true, signal);
  }

  get prefixed(): boolean {
    return false;
  }

  async eachServer<R>(
    _what: string,
    _signal: Signal,
    run: (name: string) => Promise<R>,
  ): Promise<ReadonlyMap<string, R>> {
    return new Map([[this.name, await run(this.name)]]);
  }

  async each(_what: string, _signal: Signal, run: (server: SingleServer) => Promise<unknown>): Promise<void> {
    await run(this);
  }

  ping(options: RequestOptions): Promise<unknown> {
    return this.#link.act(async ({ requester }) => {
      const { session, left } = await connected(requester, "ping", options);
      const method = session.info.era === "modern" ? "server/discover" : "ping";
      return requester.send(method, {}, traitsOf(left, "ping", true), options.signal);
    });
  }

  async notify(method: string, params?: JsonObject): Promise<void> {
    await (await this.#main.session()).notify(method, params);
  }

  get #main(): Caller["requester"] {
    return this.#link.callers.main.requester;
  }

  #timed<O extends RequestOptions>(options: O): O & { readonly timeoutMs: number } {
    return { timeoutMs: this.#link.timeoutMs, ...options };
  }

  /** Runs an operation on one item of a list, if the config shows that item. */
  async #at<R>(
    kind: ListKind,
    id: string,
    signal: Signal,
    run: (caller: Caller, view: ServerView | undefined) => Promise<R>,
  ): Promise<R> {
    const seen = this.#link.view();
    const view = seen instanceof Promise ? await seen : seen;
    if (view?.asks(kind, id)) await this.list(kind, signal === undefined ? {} : { signal });
    view?.admit(kind, id);
    return this.#link.act((caller) => run(caller, view));
  }
}
