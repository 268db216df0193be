import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import type { Backend } from "../backend/backend.js";
import type { BaseClientOptions, MultiClientOptions, ServerOptions } from "../backend/backend-options.js";
import type { ServerStatus } from "../backend/server-status.js";
import type { LazyTarget } from "../backend/backend-target.js";
import type { ConnectionState } from "../connection/connection.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import type { Emit } from "../events/event.js";
import type { ClientTarget } from "../transport/client-target.js";
import { type DeclaredServer, declaredServer, declaredServers } from "./declared-servers.js";
import { ServersFailedError } from "./multi-errors.js";
import { Member } from "./member.js";
import { checkNames, optionsOf } from "./multi-options.js";

/** What a set of servers needs from its client. */
export interface ServerSetSettings {
  /** Name of the client, for errors. */
  readonly name: string;
  readonly options: MultiClientOptions;
  /** Creates the backend for one name of the config. */
  readonly make: (target: ClientTarget | LazyTarget, options: BaseClientOptions) => Backend;
  readonly emit: Emit;
  /** Called when a server has connected, or lost its connection. */
  readonly onState: (member: Member) => void;
  readonly now: () => number;
}

/** How to treat the failure of one server when all are asked. */
export interface EachOptions<R> {
  /** Names the operation in the event. */
  readonly what: string;
  readonly signal: AbortSignal | undefined;
  /** Returns a replacement for an error that does not count; `undefined`: it counts. */
  readonly excuse?: (error: unknown) => R | undefined;
}

type Outcomes<R> = ReadonlyMap<Member, R>;
type Errors = ReadonlyMap<string, unknown>;

/**
 * The servers of one client: a backend for each, all connected in parallel and kept, each with its own status. None affects
 * another.
 */
export class ServerSet {
  readonly #settings: ServerSetSettings;
  readonly #members = new Map<string, Member>();
  /** Path of a config file that has not been read yet. */
  #path: string | undefined;
  #reading: Promise<void> | undefined;
  #prefixed: boolean;
  #open = false;

  /** @param config in code, or the path of a file, which is read on the first connection. @throws {ConfigurationError} */
  constructor(config: { readonly path: string } | { readonly value: unknown }, settings: ServerSetSettings) {
    this.#settings = settings;
    this.#prefixed = settings.options.prefix === "always";
    this.#path = "path" in config ? config.path : undefined;
    if ("value" in config) this.#declare(declaredServers(config.value, this.#inferOptions()));
  }

  /** Whether names are prefixed with their server's. */
  get prefixed(): boolean {
    return this.#prefixed;
  }

  get #skips(): boolean {
    return this.#settings.options.onServerError !== "throw";
  }

  /** All known servers: those of a file once it has been read. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  get statuses(): ReadonlyMap<string, ServerStatus> {
    return new Map(this.members.map((member) => [member.name, member.status]));
  }

  /** Connected as soon as one server is. */
  get state(): ConnectionState {
    if (!this.#open) return "closed";
    const states = this.members.map(({ backend }) => backend.state);
    return (
      states.find((state) => state === "connected") ??
      states.find((state) => state === "connecting") ??
      "idle"
    );
  }

  /** @throws {ConfigurationError} when there is no such server */
  get(name: string): Member {
    const member = this.#members.get(name);
    if (member !== undefined) return member;
    const known = [...this.#members.keys()].map((key) => `"${show(key)}"`).join(", ");
    throw new ConfigurationError(
      `There is no server "${show(name)}". ${known === "" ? "The config has not been read yet." : `The servers are ${known}.`}`,
      {
        server: name,
      },
    );
  }

  /** Returns the only server. @throws {ConfigurationError} when there are several: `what` must name one */
  only(what: string): Member {
    const [first, ...others] = this.members;
    if (first !== undefined && others.length === 0) return first;
    throw new ConfigurationError(`${what} applies to one server. Name it: \`client.server(name)\`.`);
  }

  /** Makes all of them usable. Does not connect yet. */
  open(): void {
    this.#open = true;
    for (const member of this.#members.values()) void member.open();
  }

  /** Ends all sessions, each within its own time limit; `dispose`: also their processes. Never rejects. */
  async close(dispose: boolean): Promise<void> {
    this.#open = false;
    await Promise.allSettled(this.members.map((member) => (dispose ? member.close() : member.release())));
  }

  /** Returns all servers once the config has been read. @throws {NotConnectedError} {@link ConfigurationError} */
  async usable(): Promise<readonly Member[]> {
    this.#requireOpen();
    if (this.#path !== undefined) {
      this.#reading ??= this.#read(this.#path).finally(() => (this.#reading = undefined));
      await this.#reading;
      this.#requireOpen();
    }
    return this.members;
  }

  /** Connects to all. @throws {ServersFailedError} when none can be reached; with `onServerError: "throw"`, when one cannot */
  async connect(signal?: AbortSignal): Promise<void> {
    const members = await this.usable();
    this.#judge(await this.#settle(members, { what: "connect", signal }, async () => undefined));
  }

  /** Asks all servers and waits for all. A server that fails is left out, or causes an error, according to the options. */
  async each<R>(options: EachOptions<R>, run: (member: Member) => Promise<R>): Promise<Outcomes<R>> {
    const members = await this.usable();
    const rests = (member: Member): boolean => this.#skips && member.resting;
    const awake = members.filter((member) => !rests(member));
    const asked = awake.length === 0 ? members : awake;
    const { results, errors } = await this.#settle(asked, options, run);
    const resting = members.filter((member) => !asked.includes(member));
    this.#judge({
      results,
      errors: new Map([...errors, ...resting.map(({ name, failure }) => [name, failure] as const)]),
    });
    return results;
  }

  /** Adds a server, connected if the client is. @throws {ConfigurationError}, or why it cannot be reached: it is not added then */
  async add(
    name: string,
    target: ClientTarget,
    options: ServerOptions,
    signal?: AbortSignal,
  ): Promise<Member> {
    if (this.#open) await this.usable();
    this.#refuseTaken(name);
    const { auth: _auth, ...shared } = this.#settings.options;
    const own = { ...shared, servers: { [name]: { ...shared.servers?.[name], ...options } } };
    const member = this.#member(declaredServer(name, target, this.#inferOptions()), own, false);
    if (this.#open) {
      try {
        await member.open();
        if (shared.autoInitialize !== false) await member.ready(signal);
        this.#refuseTaken(name);
        this.#requireOpen();
      } catch (error) {
        await member.close();
        throw error;
      }
    }
    this.#insert(member);
    return member;
  }

  /** Removes a server and ends its session and processes. @throws {ConfigurationError} when there is none with that name */
  async remove(name: string): Promise<Member> {
    const member = this.get(name);
    this.#members.delete(name);
    await member.close();
    return member;
  }

  /** Reports a server that was left out. */
  failed(member: Member, error: unknown, what: string): void {
    const message = `left out of ${what}: ${show(reason(error), 300)}`;
    const facts = { server: member.name, code: "SERVER_FAILED", subject: what, message, cause: error };
    this.#settings.emit({ type: "diagnostic", severity: "warning", ...facts });
  }

  async #settle<R>(
    members: readonly Member[],
    { what, signal, excuse }: EachOptions<R>,
    run: (member: Member) => Promise<R>,
  ): Promise<{ readonly results: Outcomes<R>; readonly errors: Errors }> {
    const outcome = { results: new Map<Member, R>(), errors: new Map<string, unknown>() };
    const settled = await Promise.allSettled(
      members.map(async (member) => {
        await member.ready(signal);
        return member.watch(() => run(member), signal);
      }),
    );
    signal?.throwIfAborted();
    for (const [i, member] of members.entries()) {
      const result = settled[i]!;
      if (result.status === "fulfilled") outcome.results.set(member, result.value);
      else {
        const excused = excuse?.(result.reason);
        if (excused !== undefined) outcome.results.set(member, excused);
        else outcome.errors.set(member.name, result.reason);
      }
    }
    // A fault in the config that only shows once the server answers must be fixed, so it is always thrown.
    const wrong = members.find(
      ({ name, isConnected }) => isConnected && outcome.errors.get(name) instanceof ConfigurationError,
    );
    if (wrong !== undefined) throw outcome.errors.get(wrong.name);
    if (this.#skips && outcome.results.size > 0)
      for (const member of members)
        if (outcome.errors.has(member.name)) this.failed(member, outcome.errors.get(member.name), what);
    return outcome;
  }

  /** @throws {ServersFailedError} unless the options accept the results that there are */
  #judge({ results, errors }: { readonly results: Outcomes<unknown>; readonly errors: Errors }): void {
    if (errors.size === 0 || (this.#skips && results.size > 0)) return;
    // A single server fails with its own error.
    if (this.#members.size === 1) throw [...errors.values()][0];
    throw new ServersFailedError(errors, this.#members.size);
  }

  async #read(path: string): Promise<void> {
    const { loadConfigFile } = await import("../config/config-file.js");
    const declared = declaredServers(await loadConfigFile(path), this.#inferOptions());
    this.#declare(declared);
    this.#path = undefined;
    if (this.#open) for (const member of this.#members.values()) void member.open();
  }

  #declare(servers: readonly DeclaredServer[]): void {
    const { options } = this.#settings;
    const names = servers.map(({ name }) => name);
    checkNames(options, names);
    for (const name of names) this.#refuseTaken(name);
    const members = servers.map((server) => this.#member(server, options, servers.length === 1));
    for (const member of members) this.#insert(member);
  }

  #insert(member: Member): void {
    this.#members.set(member.name, member);
    if (this.#members.size > 1 && this.#settings.options.prefix !== "never") this.#prefixed = true;
  }

  #member({ name, target }: DeclaredServer, options: MultiClientOptions, alone: boolean): Member {
    const { make, emit, now, onState } = this.#settings;
    const backend = make(target, optionsOf(name, options, alone));
    const member = new Member(name, backend, now);
    backend.reporter.events.onAny(emit);
    backend.reporter.onState(() => onState(member));
    return member;
  }

  #inferOptions() {
    const { env, stdio, remote } = this.#settings.options;
    return {
      ...(env !== undefined && { env }),
      ...(stdio !== undefined && { stdio }),
      ...(remote !== undefined && { remote }),
    };
  }

  #refuseTaken(name: string): void {
    if (!this.#members.has(name)) return;
    throw new ConfigurationError(
      `A server "${show(name)}" already exists. Remove it first, or choose another name.`,
      {
        server: name,
      },
    );
  }

  #requireOpen(): void {
    if (!this.#open) throw new NotConnectedError(undefined, { server: this.#settings.name });
  }
}
