import type { LoggingLevel } from "@modelcontextprotocol/client";
import type { ConnectionState } from "../connection/connection.js";
import type { SessionInfo } from "../connection/session.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { Handler } from "../layers/layer.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { CallToolTaskOptions, PickUpOptions, TaskKnowledge } from "../tasks/client-tasks.js";
import type { TaskState } from "../tasks/task-state.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ClientTarget } from "../transport/client-target.js";
import type { CallToolOptions, RawRequestOptions, RequestOptions } from "./call-options.js";
import type { Endpoints } from "./endpoints.js";
import type { Lease } from "./lease.js";
import type { Cursor } from "./lists/cursor-trail.js";
import type { Listed, ListKind } from "./lists/list-kinds.js";
import type { ListOptions } from "./lists/list.js";
import type { ListPage } from "./lists/read-page.js";
import type { CompletionRef } from "./operations/complete.js";
import type { MultiClientOptions, ServerOptions } from "./backend-options.js";
import type { Reporter } from "./reporter.js";
import type { ServerStatus } from "./server-status.js";
import type { ChangeListener } from "./subscriptions/subscriptions.js";
import type { Subscription } from "./subscriptions/subscription.js";
import type { Topic } from "./subscriptions/topic.js";
import type { LazyTarget } from "./backend-target.js";

type Signal = AbortSignal | undefined;

/** Operations that concern one server only. */
export interface SingleServer {
  /** The server's endpoints: the health of each, and a way to remove one while the client is in use. */
  readonly endpoints: Pick<Endpoints, "stats" | "handlers" | "remove">;
  /** Adds another endpoint of the same server; it may get traffic at once. */
  addEndpoint(target: ClientTarget): Promise<void>;
  /** Returns the task with that id. Sends nothing until it is used. */
  task(taskId: string, options: PickUpOptions): ToolTask;
  /** @throws {UnsupportedError} when the server cannot list tasks */
  listTasks(signal: Signal): Promise<readonly TaskState[]>;
  /** Checks that the server responds: `ping`, or `server/discover` in the modern era. */
  ping(options: RequestOptions): Promise<unknown>;
  /** Sends a notification over the live session. */
  notify(method: string, params?: JsonObject): Promise<void>;
}

/** Where a request for a name or URI goes. */
export interface ServerRoute {
  /** Name of the server; `client.server(…)` returns its client. */
  readonly server: string;
  /** The server's own name of the tool or prompt, or its URI. */
  readonly id: string;
}

/**
 * What a client delegates to: one server (`OneServer`), or several that look like one (`ManyServers`). Names and URIs are those
 * that the client shows; with several servers, they determine the server and are converted to its own.
 */
export interface Backend {
  /** Name of the server, or of the config, in errors and events. */
  readonly name: string;
  /** The target as given: forks are made from it. */
  readonly target: ClientTarget | LazyTarget;
  readonly options: MultiClientOptions;
  readonly reporter: Reporter;

  readonly state: ConnectionState;
  /** What the servers say about themselves; `undefined` without a session. */
  readonly info: SessionInfo | undefined;
  readonly sessionId: string | undefined;
  /** Takes a share of the connection, connecting first unless `autoInitialize` is off. */
  lease(signal: Signal): Promise<Lease>;
  /** Replaces the given handlers, one by one, also for servers and sessions to come. */
  setHandlers(handlers: HandlerOptions): void;
  /** Makes it usable without connecting. */
  hold(): void;
  /** Ends all sessions, even if leases are open. Never rejects. */
  close(): Promise<void>;
  /** Connects, and returns what the servers say about themselves. */
  initialize(signal: Signal): Promise<SessionInfo>;

  /** The state of each server, by name. */
  readonly statuses: ReadonlyMap<string, ServerStatus>;
  /** @throws {ConfigurationError} when there is no server with that name */
  statusOf(name: string): ServerStatus;
  /** Returns one server. @throws {ConfigurationError} when there is none with that name */
  server(name: string): Backend;
  /** Returns the only server. @throws {ConfigurationError} when there are several; `what` names the operation that needs one */
  only(what: string): SingleServer;
  add(name: string, target: ClientTarget, options: ServerOptions, signal: Signal): Promise<void>;
  remove(name: string): Promise<void>;
  /** Returns a handler for each endpoint of each server. */
  endpointHandlers(): Promise<ReadonlyMap<string, Handler>>;

  list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]>;
  page<K extends ListKind>(
    kind: K,
    cursor: Cursor | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>>;
  iterate<K extends ListKind>(kind: K, options: ListOptions): AsyncGenerator<Listed[K], void, undefined>;

  callTool(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    known?: TaskKnowledge,
  ): Promise<ToolResult>;
  startTask(name: string, args: JsonObject, options: CallToolTaskOptions): Promise<ToolTask>;
  readResource(uri: string, options: RequestOptions): Promise<ResourceContent>;
  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>>,
    options: RequestOptions,
  ): Promise<PromptResult>;
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context: Readonly<Record<string, string>> | undefined,
    options: RequestOptions,
  ): Promise<Completion>;
  /** Sends any request; resolves to the answer as received. */
  request(method: string, params: JsonObject, options: RawRequestOptions): Promise<unknown>;
  subscribe(topic: Topic, listener: ChangeListener, signal: Signal): Promise<Subscription>;
  /** Sets the log level, now and in later sessions. */
  setLogLevel(level: LoggingLevel, signal: Signal): Promise<void>;
  /** Whether names and URIs begin with their server's. Known once the config has been read. */
  readonly prefixed: boolean;
  /** Returns the server that a request for this name or URI goes to. @throws {UnknownComponentError} when no server matches */
  routeOf(kind: ListKind, id: string, signal: Signal): Promise<ServerRoute>;
  /** Asks every server, by its name; of several, those that fail are treated as `onServerError` says. */
  eachServer<R>(
    what: string,
    signal: Signal,
    run: (name: string) => Promise<R>,
  ): Promise<ReadonlyMap<string, R>>;
  /** Runs something on every server; `what` names it in events. */
  each(what: string, signal: Signal, run: (server: SingleServer) => Promise<unknown>): Promise<void>;
}
