import { checkNumbers } from "../async/check-numbers.js";
import type { LoggingLevel } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Progress } from "../connection/connection-handlers.js";
import { batch, type BatchOptions } from "../batch/batch.js";
import type { BroadcastOptions } from "../batch/broadcast.js";
import type { Settled } from "../batch/settled.js";
import type { ResourceChange } from "../poll/watch.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import { wrongArgumentsAsResult } from "../results/wrong-arguments.js";
import type { Backend } from "../backend/backend.js";
import type { RawRequestOptions, RequestOptions, ToolArguments, ToolCall } from "../backend/call-options.js";
import { callEndpoints } from "../backend/operations/call-endpoints.js";
import { knownOptions } from "../backend/known-options.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import type { MultiClientOptions, ServerOptions } from "../backend/backend-options.js";
import type { ServerStatus } from "../backend/server-status.js";
import { changes } from "../backend/subscriptions/changes.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangeListener } from "../backend/subscriptions/subscriptions.js";
import type { LazyTarget } from "../backend/backend-target.js";
import type { CallToolTaskOptions, PickUpOptions } from "../tasks/client-tasks.js";
import type { TaskState } from "../tasks/task-state.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ClientTarget } from "../transport/client-target.js";
import { ClientRaw } from "./client-raw.js";
import { ExistingBackend, makeBackend } from "./make-backend.js";
import { type TypedCallOptions, typedResult } from "./typed-result.js";
import { watchResources, type WatchResourcesOptions } from "./watch-resources.js";

/**
 * A client of one MCP server, or of all servers of a config, over any transport and in both eras of the protocol.
 *
 * ```ts
 * await using client = await Client.connect(target);
 * const tools = await client.listTools();
 * const sum = await client.callTool("add", { a: 5, b: 3 });
 * ```
 *
 * With several servers, every name is prefixed with its server's: tools and prompts are `{server}_{name}`, resources
 * `proto://{server}/{path}`. Requests go to the server in the name; lists combine those of all servers.
 */
export class Client extends ClientRaw {
  /** Clients of single servers. */
  readonly #clients = new WeakMap<Backend, Client>();

  /** Does not connect yet. @throws {ConfigurationError} for a target or an option that cannot be used, or is unknown */
  constructor(target: ClientTarget | LazyTarget, options?: MultiClientOptions);
  /** A client of what there is already. @internal */
  constructor(target: ExistingBackend);
  constructor(target: ClientTarget | LazyTarget | ExistingBackend, options: MultiClientOptions = {}) {
    super(target instanceof ExistingBackend ? target.backend : makeBackend(target, knownOptions(options)));
  }

  /** Creates a client and connects it; `await using` closes it. */
  static async connect(
    target: ClientTarget,
    options: MultiClientOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<Client> {
    const { signal, ...rest } = options;
    const client = new Client(target, rest);
    await client.connect(signal === undefined ? {} : { signal });
    return client;
  }

  /** Creates a client of the same target with its own connection; each of `options` replaces that of this client. */
  fork(options: MultiClientOptions = {}): Client {
    return new Client(this.backend.target, { ...this.backend.options, ...options });
  }

  /** The state of each server, by name. Servers of a config file are known once it has been read. */
  get servers(): ReadonlyMap<string, ServerStatus> {
    return this.backend.statuses;
  }

  /** Returns the state of one server. @throws {ConfigurationError} when there is none with that name */
  statusOf(name: string): ServerStatus {
    return this.backend.statusOf(name);
  }

  /**
   * Returns the client of one server, with that server's own names. @throws {ConfigurationError} when there is none with that
   * name
   */
  server(name: string): Client {
    const server = this.backend.server(name);
    if (server === this.backend) return this;
    const known = this.#clients.get(server);
    if (known !== undefined) return known;
    const client = new Client(new ExistingBackend(server));
    this.#clients.set(server, client);
    return client;
  }

  /**
   * Adds a server: an entry as in a config, or any target. Connects to it if this client is connected; if that fails, rejects
   * and does not add it.
   *
   * @throws {ConfigurationError} when the name is taken, or this client was not made from a config
   */
  addServer(
    name: string,
    target: ClientTarget,
    options: ServerOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    const { signal, ...own } = options;
    return this.backend.add(name, target, own, signal);
  }

  /** Removes a server: ends its session and any process of it. @throws {ConfigurationError} when there is none with that name */
  removeServer(name: string): Promise<void> {
    return this.backend.remove(name);
  }

  /**
   * Calls a tool. `data` is what it returned: `structuredContent`, unwrapped if the server's framework wrapped it. If the call
   * becomes a task, waits for it until the deadline. `callTool<T>` types `data` without checking it; the schema `output` checks
   * it.
   *
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false; {@link OutputMismatchError}
   */
  async callTool<T = unknown>(
    name: string,
    args: ToolArguments = {},
    { output, ...options }: TypedCallOptions<T> = {},
  ): Promise<ToolResult<T>> {
    const call = this.backend.callTool(name, args as JsonObject, options);
    const result = await (options.raiseOnError === false ? wrongArgumentsAsResult(name, call) : call);
    return output === undefined ? (result as ToolResult<T>) : typedResult(name, this.backend, result, output);
  }

  /**
   * Runs a tool as a task, and returns its handle as soon as the server has accepted it. If the tool does not support tasks,
   * calls it directly and returns a handle of its result.
   *
   * @throws {UnsupportedError} when the server does not declare tasks
   */
  callToolTask(name: string, args: JsonObject = {}, options: CallToolTaskOptions = {}): Promise<ToolTask> {
    return this.backend.startTask(name, args, options);
  }

  /** Returns the task with this id, for example one that another process started. Sends nothing until it is used. */
  task(taskId: string, options: PickUpOptions = {}): ToolTask {
    return this.backend.only("`task`").task(taskId, options);
  }

  /** Returns the state of a task. @throws {McpError} when the server does not know the task */
  async getTask(taskId: string, options: { readonly signal?: AbortSignal } = {}): Promise<TaskState> {
    return this.task(taskId).status(options);
  }

  /** Asks the server to stop a task. Does nothing to a task that has ended. */
  async cancelTask(taskId: string): Promise<void> {
    await this.task(taskId).cancel();
  }

  /** Returns all tasks. @throws {UnsupportedError} when the server cannot list them, as in 2026-07-28 */
  async listTasks(options: { readonly signal?: AbortSignal } = {}): Promise<readonly TaskState[]> {
    return this.backend.only("`listTasks`").listTasks(options.signal);
  }

  /**
   * Calls many tools, several at once, and returns the outcome of each, in order. Rejects only with `failFast`.
   *
   * @throws {BatchError} with `failFast`, at the first failure; it has all results
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
   * Sends one request to every replica in parallel, and returns the answers as received, by endpoint.
   *
   * @throws {QuorumError} when fewer than `quorum` succeed
   */
  async broadcast(
    request: { readonly method: string; readonly params: JsonObject },
    options: BroadcastOptions<unknown> = {},
  ): Promise<ReadonlyMap<string, Settled<unknown>>> {
    return callEndpoints(this.name, await this.backend.endpointHandlers(), request, options);
  }

  /**
   * Yields resources as they are and as they change, until the loop ends. Uses subscriptions if the server has them, else reads
   * again. Accepts a URI or a pattern such as `"docs://*"` directly.
   */
  watchResources(
    options: WatchResourcesOptions | string,
  ): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
    return watchResources(this, typeof options === "string" ? { resources: options } : options);
  }

  readResource(uri: string | URL, options: RequestOptions = {}): Promise<ResourceContent> {
    return this.backend.readResource(String(uri), options);
  }

  /** Gets a prompt with its arguments filled in. Arguments that are not strings are sent as compact JSON. */
  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<PromptResult> {
    return this.backend.getPrompt(name, args, options);
  }

  /** Returns values that the server suggests for one argument; `context` contains the arguments that are already set. */
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<Completion> {
    return this.backend.complete(ref, argument, context, options);
  }

  /**
   * Sends any request through all layers; resolves to the answer as received. For methods of extensions, and for those without
   * a method here.
   */
  async request(method: string, params: JsonObject = {}, options: RawRequestOptions = {}): Promise<unknown> {
    return this.backend.request(method, params, options);
  }

  /**
   * Checks that the server responds: `ping`, or `server/discover` in the modern era. Resolves to true, or throws. With
   * several servers, it pings all, and `onServerError` decides about failures.
   */
  async ping(options: RequestOptions = {}): Promise<true> {
    checkNumbers(options);
    await this.backend.each("ping", options.signal, (server) => server.ping(options));
    return true;
  }

  /**
   * Sets the server's log level, now and in later sessions.
   *
   * @throws {UnsupportedError} when the server does not declare logging
   */
  async setLogLevel(level: LoggingLevel, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await this.backend.setLogLevel(level, options.signal);
  }

  /**
   * Calls `listener` whenever the server reports that the resource changed. Subscribes again after a dropped stream or session,
   * each time with a `gap` event: notifications sent meanwhile are lost, so read the resource again.
   *
   * @throws {UnsupportedError} when the server does not declare subscriptions
   */
  subscribeResource(
    uri: string | URL,
    listener: (uri: string) => void,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Subscription> {
    const changed: ChangeListener = (change) => "uri" in change && listener(change.uri);
    return this.backend.subscribe({ uri: String(uri) }, changed, options.signal);
  }

  /** Yields the URIs that the server reports as changed, until the loop ends. Reports that pile up are merged. */
  async *resourceUpdates(
    uri: string | URL,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<string, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> =>
      this.backend.subscribe({ uri: String(uri) }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("uri" in change) yield change.uri;
  }

  /**
   * Notifies the server that the roots changed.
   *
   * @throws {UnsupportedError} in the modern era, which requests roots when it needs them, and without a roots handler
   */
  notifyRootsChanged(): Promise<void> {
    return this.backend.each("notifyRootsChanged", undefined, (server) =>
      server.notify("notifications/roots/list_changed"),
    );
  }

  /** Reports progress of a request of the server. `token` came with that request. */
  async sendProgress(token: string | number, progress: Progress): Promise<void> {
    const params = { progressToken: token, ...progress } as JsonObject;
    await this.backend.only("`sendProgress`").notify("notifications/progress", params);
  }

  /** Cancels a request by its JSON-RPC id. Prefer `signal`, which every method here takes. */
  async cancel(requestId: string | number, reason?: string): Promise<void> {
    const params = { requestId, ...(reason !== undefined && { reason }) };
    await this.backend.only("`cancel`").notify("notifications/cancelled", params);
  }
}
