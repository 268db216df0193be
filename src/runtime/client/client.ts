import type {
  LoggingLevel,
  Prompt,
  Resource,
  ResourceTemplateType,
  Tool,
} from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Progress } from "../connection/handlers.js";
import { systemClock } from "../layers/clock.js";
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
  facetsOf,
  metaParams,
  type RequestOptions,
  type ToolCall,
} from "./call-options.js";
import { ClientCore } from "./core.js";
import { iterate, listAll, type ListOptions, listPage } from "./lists/list.js";
import type { Listed, ListKind } from "./lists/kinds.js";
import type { ListPage } from "./lists/read-page.js";
import { callTool, type ToolKnowledge } from "./operations/call-tool.js";
import { callToolAsTask } from "./operations/call-tool-as-task.js";
import { complete, type CompletionRef } from "./operations/complete.js";
import { getPrompt } from "./operations/get-prompt.js";
import { applyLogLevel, checkLogging } from "./operations/log-level.js";
import { readResource } from "./operations/read-resource.js";
import type { BaseClientOptions } from "./options.js";
import { callEndpoints } from "./operations/call-endpoints.js";
import { watchResources, type WatchResourcesOptions } from "./operations/watch-resources.js";
import { changes } from "./subscriptions/changes.js";
import type { Subscription } from "./subscriptions/subscription.js";
import type { ChangeListener } from "./subscriptions/subscriptions.js";
import type { ChangingList } from "./subscriptions/topic.js";
import type { ClientTarget } from "../transport/target.js";

/**
 * A client of one MCP server, over any transport and in both eras of the protocol.
 *
 * ```ts
 * await using client = await Client.connect(target);
 * const tools = await client.listTools();
 * const sum = await client.callTool("add", { a: 5, b: 3 });
 * ```
 */
export class Client extends ClientCore {
  /** A connected client; `await using` closes it. */
  static async connect(
    target: ClientTarget,
    options: BaseClientOptions & { readonly signal?: AbortSignal } = {},
  ): Promise<Client> {
    const { signal, ...rest } = options;
    const client = new Client(target, rest);
    await client.connect(signal === undefined ? {} : { signal });
    return client;
  }

  /** A client of the same target with a connection of its own; `options` replace those of this one, one by one. */
  fork(options: BaseClientOptions = {}): Client {
    return new Client(this.target, { ...this.options, ...options });
  }

  /** All tools. Malformed ones are left out, each with a `diagnostic` event. `[]` where the server declares none. */
  async listTools(options: ListOptions = {}): Promise<Tool[]> {
    const tools = await this.#list("tools", options);
    if (this.era !== undefined) this.catalogue.learn(tools, this.era);
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
    return listPage(this.requester, "tools", cursor, this.#listOptions(options));
  }

  listResourcesPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<Resource>> {
    return listPage(this.requester, "resources", cursor, this.#listOptions(options));
  }

  listResourceTemplatesPage(
    cursor?: string,
    options: ListOptions = {},
  ): Promise<ListPage<ResourceTemplateType>> {
    return listPage(this.requester, "resourceTemplates", cursor, this.#listOptions(options));
  }

  listPromptsPage(cursor?: string, options: ListOptions = {}): Promise<ListPage<Prompt>> {
    return listPage(this.requester, "prompts", cursor, this.#listOptions(options));
  }

  /** Items of a list one by one: the next page is asked for when it is needed. */
  iterate<K extends ListKind>(
    kind: K,
    options: ListOptions = {},
  ): AsyncGenerator<Listed[K], void, undefined> {
    return iterate(this.requester, kind, this.#listOptions(options));
  }

  /**
   * Calls a tool. `data` is what it returned: `structuredContent`, unwrapped where the server's framework wrapped it.
   * @throws {ToolError} when the tool reports a failure, unless `raiseOnError` is false
   */
  callTool(name: string, args: JsonObject = {}, options: CallToolOptions = {}): Promise<ToolResult> {
    return callTool(this.requester, this.catalogue, name, args, options);
  }

  /** `callTool` for generated code, which knows the tool. @internal */
  callKnownTool(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    known: ToolKnowledge & { readonly asTask: boolean },
  ): Promise<ToolResult> {
    if (!known.asTask) return callTool(this.requester, this.catalogue, name, args, options, known);
    return callToolAsTask(
      this.requester,
      this.catalogue,
      systemClock,
      name,
      args,
      { timeoutMs: this.timeoutMs, ...options },
      known,
    );
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
    return callEndpoints(this.name, await this.endpoints.handlers(), request, options);
  }

  /** Resources as they are and as they change, until the loop ends: by subscription, or else by reading again. */
  watchResources(
    options: WatchResourcesOptions,
  ): AsyncGenerator<ResourceChange<ResourceContent>, void, undefined> {
    return watchResources(this, options);
  }

  readResource(uri: string | URL, options: RequestOptions = {}): Promise<ResourceContent> {
    return readResource(this.requester, uri, options);
  }

  /** Has the server fill in a prompt. Arguments that are no strings are sent as compact JSON. */
  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: RequestOptions = {},
  ): Promise<PromptResult> {
    return getPrompt(this.requester, name, args, options);
  }

  /** Values that the server suggests for one argument; `context` holds what others are already set to. */
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context?: Readonly<Record<string, string>>,
    options: RequestOptions = {},
  ): Promise<Completion> {
    return complete(this.requester, ref, argument, context, options);
  }

  /**
   * Sends any request through all layers; resolves to the answer as it stood on the wire. For methods of extensions, and
   * for what the other methods here leave out.
   */
  request(method: string, params: JsonObject = {}, options: CallToolOptions = {}): Promise<unknown> {
    const facets = facetsOf(options, method, options.idempotent === true);
    return this.requester.send(method, { ...params, ...metaParams(options) }, facets, options.signal);
  }

  /** Asks the server for a sign of life: `ping`, or `server/discover` in the modern era. Resolves to true, or throws. */
  async ping(options: RequestOptions = {}): Promise<true> {
    const { era } = (await this.requester.session(options.signal)).info;
    await this.requester.send(
      era === "modern" ? "server/discover" : "ping",
      {},
      facetsOf(options, "ping", true),
      options.signal,
    );
    return true;
  }

  /**
   * Has the server log from `level` on, now and in later sessions.
   * @throws {UnsupportedError} when the server declares no logging
   */
  async setLogLevel(level: LoggingLevel, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
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
    return this.subscriptions.add(
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
      this.subscriptions.add({ uri: String(uri) }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("uri" in change) yield change.uri;
  }

  /** Calls `listener` whenever the server says that a list changed. */
  onListChanged(
    list: ChangingList,
    listener: () => void,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Subscription> {
    return this.subscriptions.add({ list }, () => listener(), options.signal);
  }

  /** One turn for every reported change of a list, until the loop ends. Reports that pile up are merged. */
  async *listChanges(
    list: ChangingList,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<ChangingList, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> =>
      this.subscriptions.add({ list }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("list" in change) yield change.list;
  }

  /**
   * Tells the server that the roots changed.
   * @throws {UnsupportedError} in the modern era, which asks for roots when it needs them, and without a roots handler
   */
  async notifyRootsChanged(): Promise<void> {
    await (await this.requester.session()).notify("notifications/roots/list_changed");
  }

  /** Reports progress of something that the server asked this client to do. `token` came with its request. */
  async sendProgress(token: string | number, progress: Progress): Promise<void> {
    await (
      await this.requester.session()
    ).notify("notifications/progress", { progressToken: token, ...progress } as JsonObject);
  }

  /** Withdraws a request by its JSON-RPC id. Every method here takes a `signal`, which is the better way. */
  async cancel(requestId: string | number, reason?: string): Promise<void> {
    await (
      await this.requester.session()
    ).notify("notifications/cancelled", { requestId, ...(reason !== undefined && { reason }) });
  }

  #list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    return listAll(this.requester, kind, this.#listOptions(options));
  }

  #listOptions(options: ListOptions): ListOptions {
    return { ...options, timeoutMs: options.timeoutMs ?? this.options.listTimeoutMs };
  }
}
