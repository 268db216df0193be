import type { LoggingLevel } from "@modelcontextprotocol/client";
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
import type { Backend } from "../backend/backend.js";
import type { CallToolOptions, RequestOptions, ToolArguments, ToolCall } from "../backend/call-options.js";
import { callEndpoints } from "../backend/operations/call-endpoints.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import type { MultiClientOptions, ServerOptions } from "../backend/options.js";
import type { ServerStatus } from "../backend/server-status.js";
import { changes } from "../backend/subscriptions/changes.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangeListener } from "../backend/subscriptions/subscriptions.js";
import type { LazyTarget } from "../backend/target.js";
import type { CallToolTaskOptions, PickUpOptions } from "../tasks/client-tasks.js";
import type { TaskState } from "../tasks/task-state.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ClientTarget } from "../transport/target.js";
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
 * Over several servers every name carries that of its server: tools and prompts `{server}_{name}`, resources
 * `proto://{server}/{path}`. Requests go to the server that is named; what concerns all of them is put together.
 */
export class Client extends ClientRaw {
  /** Clients of single servers. */
  readonly #clients = new WeakMap<Backend, Client>();

  /** Connects to nothing yet. @throws {ConfigurationError} for a target or an option that cannot be used */
  constructor(target: ClientTarget | LazyTarget, options?: MultiClientOptions);
  /** A client of what there is already. @internal */
  constructor(target: ExistingBackend);
  constructor(target: ClientTarget | LazyTarget | ExistingBackend, options: MultiClientOptions = {}) {
    super(target instanceof ExistingBackend ? target.backend : makeBackend(target, options));
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
    return new Client(this.backend.target, { ...this.backend.options, ...options });
  }

  /** How each server is doing, by name. Those of a config file are known once it is read. */
  get servers(): ReadonlyMap<string, ServerStatus> {
    return this.backend.statuses;
  }

  /** How one server is doing. @throws {ConfigurationError} when there is none of that name */
  statusOf(name: string): ServerStatus {
    return this.backend.statusOf(name);
  }

  /** The client of one server, by the names that it has itself. @throws {ConfigurationError} when there is none of that name */
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
    return this.backend.add(name, target, own, signal);
  }

  /** Lets a server go: its session ends, and any process under it. @throws {ConfigurationError} when there is none of that name */
  removeServer(name: string): Promise<void> {
    return this.backend.remove(name);
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
    const result = await this.backend.callTool(name, args as JsonObject, options);
    return output === undefined ? (result as ToolResult<T>) : typedResult(name, this.name, result, output);
  }

  /**
   * Has a tool run as a task, and returns its handle as soon as the server took it on. A tool that runs no tasks is called
   * plainly, and the handle is that of its result.
   * @throws {UnsupportedError} when the server declares no tasks
   */
  callToolTask(name: string, args: JsonObject = {}, options: CallToolTaskOptions = {}): Promise<ToolTask> {
    return this.backend.startTask(name, args, options);
  }

  /** A task by its id, for instance one that another process started. Nothing is sent before it is used. */
  task(taskId: string, options: PickUpOptions = {}): ToolTask {
    return this.backend.only("`task`").task(taskId, options);
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
    return this.backend.only("`listTasks`").listTasks(options.signal);
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
    return callEndpoints(this.name, await this.backend.endpointHandlers(), request, options);
  }

  /**
   * Resources as they are and as they change, until the loop ends: by subscription, or else by reading again. A URI or a pattern such as
   * `"docs://*"` may stand alone.
   */
  watchResources(
    options: WatchResourcesOptions | string,
  ): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
    return watchResources(this, typeof options === "string" ? { resources: options } : options);
  }

  readResource(uri: string | URL, options: RequestOptions = {}): Promise<ResourceContent> {
    return this.backend.readResource(String(uri), options);
  }

  /** Has the server fill in a prompt. Arguments that are no strings are sent as compact JSON. */
  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<PromptResult> {
    return this.backend.getPrompt(name, args, options);
  }

  /** Values that the server suggests for one argument; `context` holds what others are already set to. */
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<Completion> {
    return this.backend.complete(ref, argument, context, options);
  }

  /**
   * Sends any request through all layers; resolves to the answer as it stood on the wire. For methods of extensions, and
   * for what the other methods here leave out.
   */
  async request(method: string, params: JsonObject = {}, options: CallToolOptions = {}): Promise<unknown> {
    return this.backend.request(method, params, options);
  }

  /**
   * Asks the server for a sign of life: `ping`, or `server/discover` in the modern era. Resolves to true, or throws. Of
   * several servers all are asked, and those that fail count as `onServerError` says.
   */
  async ping(options: RequestOptions = {}): Promise<true> {
    await this.backend.each("ping", options.signal, (server) => server.ping(options));
    return true;
  }

  /**
   * Has the server log from `level` on, now and in later sessions.
   * @throws {UnsupportedError} when the server declares no logging
   */
  async setLogLevel(level: LoggingLevel, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await this.backend.setLogLevel(level, options.signal);
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
    return this.backend.subscribe(
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
      this.backend.subscribe({ uri: String(uri) }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("uri" in change) yield change.uri;
  }

  /**
   * Tells the server that the roots changed.
   * @throws {UnsupportedError} in the modern era, which asks for roots when it needs them, and without a roots handler
   */
  notifyRootsChanged(): Promise<void> {
    return this.backend.each("notifyRootsChanged", undefined, (server) =>
      server.notify("notifications/roots/list_changed"),
    );
  }

  /** Reports progress of something that the server asked this client to do. `token` came with its request. */
  async sendProgress(token: string | number, progress: Progress): Promise<void> {
    const params = { progressToken: token, ...progress } as JsonObject;
    await this.backend.only("`sendProgress`").notify("notifications/progress", params);
  }

  /** Withdraws a request by its JSON-RPC id. Every method here takes a `signal`, which is the better way. */
  async cancel(requestId: string | number, reason?: string): Promise<void> {
    const params = { requestId, ...(reason !== undefined && { reason }) };
    await this.backend.only("`cancel`").notify("notifications/cancelled", params);
  }
}
