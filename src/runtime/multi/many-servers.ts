import type { LoggingLevel } from "@modelcontextprotocol/client";
import { authSecrets, Redactor } from "../../shared/secrets/index.js";
import type { JsonObject } from "../../shared/json/json.js";
import { systemClock } from "../async/clock.js";
import type { Backend, ServerRoute, SingleServer } from "../backend/backend.js";
import type { CallToolOptions, RawRequestOptions, RequestOptions } from "../backend/call-options.js";
import type { Lease } from "../backend/lease.js";
import { Leases } from "../backend/leases.js";
import type { Cursor } from "../backend/lists/cursor-trail.js";
import type { Listed, ListKind } from "../backend/lists/list-kinds.js";
import type { ListOptions } from "../backend/lists/list.js";
import type { ListPage } from "../backend/lists/read-page.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import type { MultiClientOptions, ServerOptions } from "../backend/backend-options.js";
import { Reporter } from "../backend/reporter.js";
import type { ServerStatus } from "../backend/server-status.js";
import type { ChangeListener } from "../backend/subscriptions/subscriptions.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { Topic } from "../backend/subscriptions/topic.js";
import type { ConnectionState } from "../connection/connection.js";
import type { SessionInfo } from "../connection/session.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { Handler } from "../layers/layer.js";
import type { Completion } from "../results/completion.js";
import type { PromptResult } from "../results/prompt-result.js";
import type { ResourceContent } from "../results/resource-content.js";
import type { ToolResult } from "../results/tool-result.js";
import type { CallToolTaskOptions, TaskKnowledge } from "../tasks/client-tasks.js";
import type { ToolTask } from "../tasks/tool-task.js";
import type { ClientTarget } from "../transport/client-target.js";
import { Directory } from "./directory.js";
import { joinInfo } from "./info.js";
import { checkOptions } from "./multi-options.js";
import type { Member } from "./member.js";
import { subjectOf } from "./raw-request.js";
import { runOnAll } from "./run-on-all.js";
import { ServerSet, type ServerSetSettings } from "./server-set.js";
import { StandingRequests } from "./standing-requests.js";

type Signal = AbortSignal | undefined;

/** The config in code, or the path of a config file. */
export type ConfigSource = { readonly path: string } | { readonly value: unknown };

/** A backend of all servers of a config. */
export class ManyServers implements Backend {
  readonly name: string;
  readonly target: ClientTarget;
  readonly options: MultiClientOptions;
  readonly reporter: Reporter;
  readonly #servers: ServerSet;
  readonly #directory: Directory;
  readonly #leases: Leases;
  readonly #standing: StandingRequests;
  #state: ConnectionState = "closed";

  /** @param make creates the backend of one server. @throws {ConfigurationError} for a config that cannot be used */
  constructor(
    config: ConfigSource,
    target: ClientTarget,
    options: MultiClientOptions,
    make: ServerSetSettings["make"],
  ) {
    this.name = options.name ?? ("path" in config ? config.path : "config");
    this.target = target;
    this.options = options;
    checkOptions(options, this.name);
    const redactor = new Redactor();
    redactor.keep(...authSecrets(options.auth));
    this.reporter = new Reporter(this.name, redactor, () =>
      this.#servers.members.map(({ backend: { reporter } }) => reporter),
    );
    const { emit } = this.reporter;
    this.#servers = new ServerSet(config, {
      name: this.name,
      options,
      make,
      emit,
      now: systemClock.now,
      onState: (member) => this.#stateChanged(member),
    });
    this.#directory = new Directory(this.#servers, options, emit);
    this.#leases = new Leases(this.#servers);
    this.#standing = new StandingRequests(this.#servers);
  }

  get state(): ConnectionState {
    return this.#servers.state;
  }

  /** What the connected servers say about themselves. */
  get info(): SessionInfo | undefined {
    return joinInfo(
      new Map(
        this.#servers.members.flatMap(({ name, backend: { info } }) =>
          info === undefined ? [] : [[name, info]],
        ),
      ),
    );
  }

  /** That of the only server. */
  get sessionId(): string | undefined {
    const [only, ...others] = this.#servers.members;
    return others.length === 0 ? only?.backend.sessionId : undefined;
  }

  setHandlers(handlers: HandlerOptions): void {
    Object.assign(this.options.handlers ?? {}, handlers);
    for (const { backend } of this.#servers.members) backend.setHandlers(handlers);
  }

  lease(signal: Signal): Promise<Lease> {
    return this.#leases.add(
      async () => this.options.autoInitialize !== false && (await this.#servers.connect(signal)),
    );
  }

  hold(): void {
    this.#leases.hold();
  }

  close(): Promise<void> {
    return this.#leases.end();
  }

  /** Connects to all, and returns what the servers that answered say about themselves. */
  async initialize(signal: Signal): Promise<SessionInfo> {
    await this.#servers.connect(signal);
    return this.info!;
  }

  get statuses(): ReadonlyMap<string, ServerStatus> {
    return this.#servers.statuses;
  }

  statusOf(name: string): ServerStatus {
    return this.#servers.get(name).status;
  }

  server(name: string): Backend {
    return this.#servers.get(name).backend;
  }

  only(what: string): SingleServer {
    return this.#servers.only(what).backend.only(what);
  }

  async add(name: string, target: ClientTarget, options: ServerOptions, signal: Signal): Promise<void> {
    const { prefixed } = this.#servers;
    const member = await this.#servers.add(name, target, options, signal);
    await this.#standing.added(member, prefixed !== this.#servers.prefixed);
  }

  async remove(name: string): Promise<void> {
    await this.#standing.removed(this.#servers.get(name), () => this.#servers.remove(name));
  }

  /** Returns a handler for each endpoint of each server, by `server: endpoint`. */
  async endpointHandlers(): Promise<ReadonlyMap<string, Handler>> {
    const members = await this.#servers.usable();
    const found = await Promise.all(
      members.map(async ({ name, backend }) =>
        [...(await backend.endpointHandlers())].map(
          ([label, handle]) => [`${name}: ${label}`, handle] as const,
        ),
      ),
    );
    return new Map(found.flat());
  }

  list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    return this.#directory.list(kind, options);
  }

  page<K extends ListKind>(
    kind: K,
    cursor: Cursor | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>> {
    return this.#directory.page(kind, cursor?.toString(), options);
  }

  iterate<K extends ListKind>(kind: K, options: ListOptions): AsyncGenerator<Listed[K], void, undefined> {
    return this.#directory.iterate(kind, options);
  }

  callTool(
    name: string,
    args: JsonObject,
    options: CallToolOptions,
    known?: TaskKnowledge,
  ): Promise<ToolResult> {
    return this.#directory.at("tools", name, options.signal, (server, own) =>
      server.callTool(own, args, options, known),
    );
  }

  startTask(name: string, args: JsonObject, options: CallToolTaskOptions): Promise<ToolTask> {
    return this.#directory.at("tools", name, options.signal, (server, own) =>
      server.startTask(own, args, options),
    );
  }

  readResource(uri: string, options: RequestOptions): Promise<ResourceContent> {
    return this.#directory.at("resources", uri, options.signal, (server, own) =>
      server.readResource(own, options),
    );
  }

  getPrompt(
    name: string,
    args: Readonly<Record<string, unknown>>,
    options: RequestOptions,
  ): Promise<PromptResult> {
    return this.#directory.at("prompts", name, options.signal, (server, own) =>
      server.getPrompt(own, args, options),
    );
  }

  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    context: Readonly<Record<string, string>> | undefined,
    options: RequestOptions,
  ): Promise<Completion> {
    return ref.type === "ref/prompt"
      ? this.#directory.at("prompts", ref.name, options.signal, (server, name) =>
          server.complete({ ...ref, name }, argument, context, options),
        )
      : this.#directory.at("resourceTemplates", ref.uri, options.signal, (server, uri) =>
          server.complete({ ...ref, uri }, argument, context, options),
        );
  }

  /** Sends a request to the server that it names, or to the only one. @throws {ConfigurationError} when neither is known */
  async request(method: string, params: JsonObject, options: RawRequestOptions): Promise<unknown> {
    const subject = subjectOf(method, params);
    if (subject !== undefined)
      return this.#directory.at(subject.kind, subject.id, options.signal, (server, own) =>
        server.request(method, subject.renamed(own), options),
      );
    await this.#servers.usable();
    return this.#servers.only(`A request \`${method}\``).backend.request(method, params, options);
  }

  async subscribe(topic: Topic, listener: ChangeListener, signal: Signal): Promise<Subscription> {
    if ("list" in topic) return this.#standing.onListChanged(topic.list, () => listener(topic), signal);
    const { member, id } = await this.#directory.route("resources", topic.uri, signal);
    // The listener receives URIs as this client shows them.
    const changed: ChangeListener = (change) => {
      if ("uri" in change) listener({ uri: this.#directory.publicId("resources", member, change.uri) });
    };
    return member.watch(() => member.backend.subscribe({ uri: id }, changed, signal), signal);
  }

  setLogLevel(level: LoggingLevel, signal: Signal): Promise<void> {
    return this.#standing.setLogLevel(level, signal);
  }

  get prefixed(): boolean {
    return this.#servers.prefixed;
  }

  async routeOf(kind: ListKind, id: string, signal: Signal): Promise<ServerRoute> {
    const { member, id: own } = await this.#directory.route(kind, id, signal);
    return { server: member.name, id: own };
  }

  async eachServer<R>(
    what: string,
    signal: Signal,
    run: (name: string) => Promise<R>,
  ): Promise<ReadonlyMap<string, R>> {
    const results = await this.#servers.each({ what, signal }, ({ name }) => run(name));
    return new Map([...results].map(([{ name }, result]) => [name, result]));
  }

  each(what: string, signal: Signal, run: (server: SingleServer) => Promise<unknown>): Promise<void> {
    return runOnAll(this.#servers, what, signal, ({ backend }) => backend.each(what, signal, run));
  }

  #stateChanged(member: Member): void {
    if (member.backend.state === "connected") void this.#standing.joined(member);
    const { state } = this.#servers;
    if (state === this.#state) return;
    this.#state = state;
    this.reporter.stateChanged(state);
  }
}
