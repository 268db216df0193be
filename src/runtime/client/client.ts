import type { LoggingLevel } from "@modelcontextprotocol/client";
import { callSafely } from "../async/call-safely.js";
import { coalesced } from "../async/coalesce.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { Progress } from "../connection/handlers.js";
import { batch, type BatchOptions } from "../batch/batch.js";
import type { BroadcastOptions } from "../batch/broadcast.js";
import type { Settled } from "../batch/settled.js";
import type { ResourceChange } from "../poll/watch.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import {
  type CallToolOptions,
  traitsOf,
  metaParams,
  type RequestOptions,
  type ToolArguments,
  type ToolCall,
} from "../backend/call-options.js";
import type { Acting } from "../backend/acting.js";
import { ClientLists } from "./client-lists.js";
import type { ListKind } from "../backend/lists/kinds.js";
import { complete, type CompletionRef } from "../backend/operations/complete.js";
import { getPrompt } from "../backend/operations/get-prompt.js";
import { applyLogLevel, checkLogging } from "../backend/operations/log-level.js";
import { readResource } from "../backend/operations/read-resource.js";
import { callEndpoints } from "../backend/operations/call-endpoints.js";
import { type TypedCallOptions, typedResult } from "./typed-result.js";
import { watchResources, type WatchResourcesOptions } from "./watch-resources.js";
import { changes } from "../backend/subscriptions/changes.js";
import { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangeListener } from "../backend/subscriptions/subscriptions.js";
import type { ChangingList, Topic } from "../backend/subscriptions/topic.js";
import type { CallToolTaskOptions, PickUpOptions, TaskKnowledge } from "../tasks/client-tasks.js";
import type { TaskState } from "../tasks/task-state.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ClientTarget } from "../transport/target.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { type ServerStatus, statusOf } from "../multi/member.js";
import type { MultiClientOptions, ServerOptions } from "../multi/options.js";
import type { Several } from "../multi/several.js";
import type { ServerView } from "../transforms/server-view.js";
import type { LazyTarget } from "../backend/target.js";

/**
 * A client of one MCP server, or of all servers of a config, over any transport and in both eras of the protocol.
 *
 * ```ts
 * await using client = await Client.connect(target);
 * const tools = await client.listTools();
 * const sum = await client.callTool("add", { a: 5, b: 3 });
 * ```
 *
 * Over several servers every name carries that of its server: tools and prompts `{server}_{name}`, resources
 * `proto://{server}/{path}`. Requests go to the server that is named; what concerns all of them is put together.
 */
export class Client extends ClientLists {
  /** Connects to nothing yet. @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(target: ClientTarget | LazyTarget, options: MultiClientOptions = {}) {
    super(target, options, (to, own) => new Client(to, own));
  }

  /** A connected client; `await using` closes it. */
  static async connect(
    target: ClientTarget,
    options: MultiClientOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<Client> {
    const { signal, ...rest } = options;
    const client = new Client(target, rest);
    await client.connect(signal === undefined ? {} : { signal });
    return client;
  }

  /** A client of the same target with a connection of its own; `options` replace those of this one, one by one. */
  fork(options: MultiClientOptions = {}): Client {
    return new Client(this.target, { ...this.options, ...options });
  }

  /** How each server is doing, by name. Those of a config file are known once it is read. */
  get servers(): ReadonlyMap<string, ServerStatus> {
    return this.several?.servers.statuses ?? new Map([[this.name, statusOf(this)]]);
  }

  /** How one server is doing. @throws {ConfigurationError} when there is none of that name */
  statusOf(name: string): ServerStatus {
    return this.several?.servers.get(name).status ?? statusOf(this);
  }

  /** The client of one server, by the names that it has itself. @throws {ConfigurationError} when there is none of that name */
  server(name: string): Client {
    return this.several?.servers.get(name).client ?? this;
  }

  /**
   * Takes another server in: an entry as a config has it, or anything to connect to. Connects to it if this client is
   * connected, and rejects with what keeps it from that; the server is not taken in then.
   *
   * @throws {ConfigurationError} when the name is taken, or this client is not that of a config
   */
  addServer(
    name: string,
    target: ClientTarget,
    options: ServerOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    const { signal, ...own } = options;
    return this.#config().add(name, target, own, signal);
  }

  /** Lets a server go: its session ends, and any process under it. @throws {ConfigurationError} when there is none of that name */
  removeServer(name: string): Promise<void> {
    return this.#config().remove(name);
  }

  /**
   * Calls a tool. `data` is what it returned: `structuredContent`, unwrapped where the server's framework wrapped it. A call
   * that becomes a task is waited for, until its deadline. `callTool<T>` types `data` unchecked; the schema `output` checks it.
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false; {@link OutputMismatchError}
   */
  async callTool<T = unknown>(
    name: string,
    args: ToolArguments = {},
    { output, ...options }: TypedCallOptions<T> = {},
  ): Promise<ToolResult<T>> {
    const result = await this.callKnownTool(name, args as JsonObject, options);
    return output === undefined ? (result as ToolResult<T>) : typedResult(name, this.name, result, output);
  }

  /** `callTool` for generated code, which knows the tool. @internal */
  callKnownTool(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    known?: TaskKnowledge,
  ): Promise<ToolResult> {
    return this.#at("tools", name, options.signal, (to, own, view) => {
      const call = view?.call(own, args) ?? { name: own, args };
      const facts = known && { ...known, ...view?.knowledge(own, known) };
      return to.tasks.call(call.name, call.args, { timeoutMs: to.timeoutMs, ...options }, facts);
    });
  }

  /**
   * Has a tool run as a task, and returns its handle as soon as the server took it on. A tool that runs no tasks is called
   * plainly, and the handle is that of its result.
   * @throws {UnsupportedError} when the server declares no tasks
   */
  callToolTask(name: string, args: JsonObject = {}, options: CallToolTaskOptions = {}): Promise<ToolTask> {
    return this.#at("tools", name, options.signal, (to, own, view) => {
      const call = view?.call(own, args) ?? { name: own, args };
      return to.tasks.start(call.name, call.args, options);
    });
  }

  /** A task by its id, for instance one that another process started. Nothing is sent before it is used. */
  task(taskId: string, options: PickUpOptions = {}): ToolTask {
    if (this.several !== undefined) return this.several.servers.only("`task`").client.task(taskId, options);
    return this.tasks.pickUp(taskId, options);
  }

  /** How a task stands. @throws {McpError} when the server knows no such task */
  async getTask(taskId: string, options: { readonly signal?: AbortSignal } = {}): Promise<TaskState> {
    return this.task(taskId).status(options);
  }

  /** Asks the server to stop a task. What is over stays as it is. */
  async cancelTask(taskId: string): Promise<void> {
    await this.task(taskId).cancel();
  }

  /** All tasks that the server tells. @throws {UnsupportedError} when it tells none, as none of 2026-07-28 does */
  async listTasks(options: { readonly signal?: AbortSignal } = {}): Promise<readonly TaskState[]> {
    if (this.several !== undefined) return this.several.servers.only("`listTasks`").client.listTasks(options);
    return this.tasks.list(options.signal);
  }

  /**
   * Calls many tools, so many at once, and says what became of each, in order. Rejects only with `failFast`.
   * @throws {BatchError} with `failFast`, at the first failure; it holds all results
   */
  batch(
    calls: readonly ToolCall[],
    options: BatchOptions<ToolResult> = {},
  ): Promise<readonly Settled<ToolResult>[]> {
    return batch(
      calls,
      ({ name, args, options: own }, { signal }) => this.callTool(name, args, { ...own, signal }),
      options,
    );
  }

  /**
   * One request to every replica at once, for what each must hear: answers as they stood on the wire, by endpoint.
   * @throws {QuorumError} when fewer than `quorum` succeed
   */
  async broadcast(
    request: { readonly method: string; readonly params: JsonObject },
    options: BroadcastOptions<unknown> = {},
  ): Promise<ReadonlyMap<string, Settled<unknown>>> {
    const endpoints = await (this.several?.endpoints() ?? this.endpoints.handlers());
    return callEndpoints(this.name, endpoints, request, options);
  }

  /** Resources as they are and as they change, until the loop ends: by subscription, or else by reading again. */
  watchResources(
    options: WatchResourcesOptions,
  ): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
    return watchResources(this, options);
  }

  readResource(uri: string | URL, options: RequestOptions = {}): Promise<ResourceContent> {
    return this.#at("resources", String(uri), options.signal, (to, own) =>
      readResource(to.requester, own, options),
    );
  }

  /** Has the server fill in a prompt. Arguments that are no strings are sent as compact JSON. */
  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<PromptResult> {
    return this.#at("prompts", name, options.signal, (to, own) =>
      getPrompt(to.requester, own, args, options),
    );
  }

  /** Values that the server suggests for one argument; `context` holds what others are already set to. */
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<Completion> {
    const [kind, id] =
      ref.type === "ref/prompt"
        ? (["prompts", ref.name] as const)
        : (["resourceTemplates", ref.uri] as const);
    return this.#at(kind, id, options.signal, (to, own) => {
      const ownRef: CompletionRef = ref.type === "ref/prompt" ? { ...ref, name: own } : { ...ref, uri: own };
      return complete(to.requester, ownRef, argument, context, options);
    });
  }

  /**
   * Sends any request through all layers; resolves to the answer as it stood on the wire. For methods of extensions, and
   * for what the other methods here leave out.
   */
  async request(method: string, params: JsonObject = {}, options: CallToolOptions = {}): Promise<unknown> {
    if (this.several !== undefined) return this.several.request(method, params, options);
    const traits = traitsOf(options, method, options.idempotent === true);
    return this.requester.send(method, { ...params, ...metaParams(options) }, traits, options.signal);
  }

  /**
   * Asks the server for a sign of life: `ping`, or `server/discover` in the modern era. Resolves to true, or throws. Of
   * several servers all are asked, and those that fail count as `onServerError` says.
   */
  async ping(options: RequestOptions = {}): Promise<true> {
    if (this.several !== undefined) {
      await this.several.each("ping", options.signal, (client) => client.ping(options));
      return true;
    }
    return this.act(async ({ requester }) => {
      const { era } = (await requester.session(options.signal)).info;
      const method = era === "modern" ? "server/discover" : "ping";
      await requester.send(method, {}, traitsOf(options, "ping", true), options.signal);
      return true as const;
    });
  }

  /**
   * Has the server log from `level` on, now and in later sessions.
   * @throws {UnsupportedError} when the server declares no logging
   */
  async setLogLevel(level: LoggingLevel, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.several !== undefined) return this.several.setLogLevel(level, options.signal);
    const session = await this.requester.session(options.signal);
    checkLogging(session, this.name);
    this.logLevel = level;
    await applyLogLevel(session, level, true, options.signal);
  }

  /**
   * Calls `listener` whenever the server says that the resource changed. Renewed by itself after a dropped stream or
   * session, each with a `gap` event: what was said meanwhile is lost, so read the resource again.
   *
   * @throws {UnsupportedError} when the server declares no subscriptions
   */
  subscribeResource(
    uri: string | URL,
    listener: (uri: string) => void,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Subscription> {
    return this.#subscribe(
      { uri: String(uri) },
      (change) => "uri" in change && listener(change.uri),
      options.signal,
    );
  }

  /** URIs as the server reports them changed, until the loop ends. Reports that pile up are merged. */
  async *resourceUpdates(
    uri: string | URL,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<string, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> =>
      this.#subscribe({ uri: String(uri) }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("uri" in change) yield change.uri;
  }

  /**
   * Calls `listener` when the server says that a list changed: once for a burst, when it was quiet for 50 ms, and at the latest
   * after 500 ms. What it throws is a `diagnostic` event.
   */
  async onListChanged(
    list: ChangingList,
    listener: () => unknown,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Subscription> {
    let open = true;
    const tell = coalesced(() => open && callSafely(listener, this.handlerFailed));
    const subscription = await this.#subscribe({ list }, tell, options.signal);
    return new Subscription(async () => {
      open = false;
      await subscription.close();
    });
  }

  /** One turn for every reported change of a list, until the loop ends. Reports that pile up are merged. */
  async *listChanges(
    list: ChangingList,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<ChangingList, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> =>
      this.#subscribe({ list }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("list" in change) yield change.list;
  }

  /**
   * Tells the server that the roots changed.
   * @throws {UnsupportedError} in the modern era, which asks for roots when it needs them, and without a roots handler
   */
  async notifyRootsChanged(): Promise<void> {
    if (this.several !== undefined)
      return this.several.each("notifyRootsChanged", undefined, (client) => client.notifyRootsChanged());
    await (await this.requester.session()).notify("notifications/roots/list_changed");
  }

  /** Reports progress of something that the server asked this client to do. `token` came with its request. */
  async sendProgress(token: string | number, progress: Progress): Promise<void> {
    if (this.several !== undefined)
      return this.several.servers.only("`sendProgress`").client.sendProgress(token, progress);
    await (
      await this.requester.session()
    ).notify("notifications/progress", { progressToken: token, ...progress } as JsonObject);
  }

  /** Withdraws a request by its JSON-RPC id. Every method here takes a `signal`, which is the better way. */
  async cancel(requestId: string | number, reason?: string): Promise<void> {
    if (this.several !== undefined)
      return this.several.servers.only("`cancel`").client.cancel(requestId, reason);
    await (
      await this.requester.session()
    ).notify("notifications/cancelled", { requestId, ...(reason !== undefined && { reason }) });
  }

  /** Runs something on the server that has this name, by what the server itself calls it, seen through its config. */
  async #at<R>(
    kind: ListKind,
    id: string,
    signal: AbortSignal | undefined,
    run: (to: Acting, own: string, view: ServerView | undefined) => Promise<R>,
  ): Promise<R> {
    if (this.several !== undefined)
      return this.several.directory.at(kind, id, signal, (client, own) => client.#at(kind, own, signal, run));
    const seen = this.view();
    const view = seen instanceof Promise ? await seen : seen;
    if (view?.asks(kind, id)) await this.list(kind, signal === undefined ? {} : { signal });
    view?.admit(kind, id);
    return this.act((acting) => run(acting, id, view));
  }

  #subscribe(topic: Topic, listener: ChangeListener, signal: AbortSignal | undefined): Promise<Subscription> {
    if (this.several === undefined)
      return this.act(({ subscriptions }) => subscriptions.add(topic, listener, signal));
    return "uri" in topic
      ? this.several.onResource(topic.uri, (uri) => listener({ uri }), signal)
      : this.several.onListChanged(topic.list, () => listener(topic), signal);
  }

  #config(): Several {
    if (this.several !== undefined) return this.several;
    throw new ConfigurationError(
      "This client is that of one server. Make one of a config, `new Client({ mcpServers: { … } })`, to add servers to it.",
      { server: this.name },
    );
  }
}
