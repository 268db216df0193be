import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import { show } from "../../shared/text/show.js";
import { closest } from "../../shared/text/suggest.js";
import type { Backend } from "../backend/backend.js";
import { checkNumbers } from "../async/check-numbers.js";
import type { Listed, ListKind } from "../backend/lists/list-kinds.js";
import type { ListOptions } from "../backend/lists/list.js";
import type { ListPage, RejectedItem, RepairedItem } from "../backend/lists/read-page.js";
import { McpError } from "../errors/mcp-error.js";
import { ToolError } from "../errors/tool-error.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { Emit } from "../events/event.js";
import { UnknownComponentError } from "../errors/unknown-component-error.js";
import { NameCollisionError } from "./multi-errors.js";
import type { Member } from "./member.js";
import type { MultiClientOptions } from "../backend/backend-options.js";
import { joinCursors, splitCursor } from "./pages.js";
import { offering, routesTo } from "./own-uri.js";
import { guess, idOf, ownId, publicId, type Route, withId } from "./publish.js";
import type { ServerSet } from "./server-set.js";

/** LLM APIs reject longer tool names. */
const MAX_TOOL_NAME = 64;
/** Limits the reports about a server that keeps changing its names. */
const MAX_NOTES = 10_000;

/** The components of all servers, under unique names, and the way from such a name to its server. */
export class Directory {
  readonly #servers: ServerSet;
  readonly #options: MultiClientOptions;
  readonly #emit: Emit;
  /** Reports about names, so that each is made once. */
  readonly #noted = new Set<string>();

  constructor(servers: ServerSet, options: MultiClientOptions, emit: Emit) {
    this.#servers = servers;
    this.#options = options;
    this.#emit = emit;
  }

  /** Returns all items of one kind, in the order of the servers. @throws {NameCollisionError} */
  async list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    checkNumbers(options);
    const results = await this.#servers.each(
      {
        what: kind,
        signal: options.signal,
        excuse: (error) => (isMethodUnknown(error) ? ([] as Listed[K][]) : undefined),
      },
      (member) => this.#listOf(member, kind, options),
    );
    const owners = new Map<string, Member>();
    return [...results].flatMap(([member, items]) => this.#publish(kind, member, items, owners));
  }

  /** Returns one page of every server that has more. `raw` has each answer as received, by server. */
  async page<K extends ListKind>(
    kind: K,
    cursor: string | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>> {
    checkNumbers(options);
    const cursors = cursor === undefined ? undefined : splitCursor(cursor);
    const none: ListPage<Listed[K]> = { items: [], rejected: [], raw: {} };
    const pages = await this.#servers.each(
      { what: kind, signal: options.signal, excuse: (error) => (isMethodUnknown(error) ? none : undefined) },
      async (member) => {
        const own = cursors?.get(member.name);
        return cursors !== undefined && own === undefined ? none : member.backend.page(kind, own, options);
      },
    );
    const owners = new Map<string, Member>();
    const rejected: RejectedItem[] = [];
    const repaired: RepairedItem[] = [];
    const raw: [string, JsonObject][] = [];
    const next = new Map<string, string>();
    const items: Listed[K][] = [];
    for (const [member, page] of pages) {
      items.push(...this.#publish(kind, member, page.items, owners));
      rejected.push(...page.rejected);
      repaired.push(...(page.repaired ?? []));
      if (page !== none) raw.push([member.name, page.raw]);
      if (page.nextCursor !== undefined) next.set(member.name, page.nextCursor);
    }
    const nextCursor = joinCursors(next);
    return {
      items,
      rejected,
      ...(repaired.length > 0 && { repaired }),
      raw: Object.fromEntries(raw),
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }

  /** Yields items one by one, server after server. */
  async *iterate<K extends ListKind>(
    kind: K,
    options: ListOptions,
  ): AsyncGenerator<Listed[K], void, undefined> {
    checkNumbers(options);
    const owners = new Map<string, Member>();
    const members = await this.#servers.each({ what: kind, signal: options.signal }, async () => undefined);
    for (const member of members.keys()) {
      try {
        for await (const item of member.backend.iterate(kind, options))
          yield* this.#publish(kind, member, [item], owners);
      } catch (error) {
        if (isMethodUnknown(error)) continue;
        if (
          this.#options.onServerError === "throw" ||
          options.signal?.aborted ||
          error instanceof NameCollisionError
        )
          throw error;
        this.#servers.failed(member, error, kind);
      }
    }
  }

  /** Runs an operation on the component with this name. @throws {UnknownComponentError} when no server matches */
  async at<R>(
    kind: ListKind,
    id: string,
    signal: AbortSignal | undefined,
    run: (server: Backend, id: string) => Promise<R>,
  ): Promise<R> {
    const route = await this.route(kind, id, signal);
    return route.member
      .watch(() => run(route.member.backend, route.id), signal)
      .catch((error: unknown) => this.#refused(kind, route, error));
  }

  /**
   * Returns the server that has this name: by its list, or by the prefix if it fits only one. A URI without a prefix is that of
   * the only server that offers it.
   */
  async route(kind: ListKind, id: string, signal: AbortSignal | undefined): Promise<Route> {
    const members = await this.#servers.usable();
    const candidates = members.flatMap((member): Route[] => {
      const own = this.#servers.prefixed ? ownId(kind, member.name, id) : id;
      return own === undefined ? [] : [{ member, id: own }];
    });
    if (candidates.length === 0 && kind === "resources") return this.#byOwnUri(id, members, signal);
    const [only, ...others] = candidates;
    if (only !== undefined && (others.length === 0 || members.length === 1)) return only;
    // The first server in order that has it wins, so all lists must be known.
    const told = candidates.every(({ member }) => member.known.has(kind) || member.resting);
    const known = told ? lister(kind, candidates) : undefined;
    if (known !== undefined) return known;
    const found = lister(kind, await this.#learn(kind, candidates, signal));
    const named = kind === "tools" || kind === "prompts";
    const guessed = named && !this.#servers.prefixed ? undefined : guess(kind, candidates);
    return found ?? guessed ?? this.#unknown(kind, id, members);
  }

  /** Returns the client's name for what a server calls `own`. */
  publicId(kind: ListKind, member: Member, own: string): string {
    return this.#servers.prefixed ? publicId(kind, member.name, own) : own;
  }

  /** Returns the one server that offers this URI without a prefix, as links in its answers name it. */
  async #byOwnUri(uri: string, members: readonly Member[], signal: AbortSignal | undefined): Promise<Route> {
    const told = members.every(({ known, resting }) => known.has("resourceTemplates") || resting);
    const offered = told ? offering(uri, members) : [];
    if (offered.length === 0) await this.#learn("resources", routesTo(uri, members), signal);
    const [only, ...others] = offered.length === 0 ? offering(uri, members) : offered;
    if (only !== undefined && others.length === 0) return only;
    if (only === undefined) return this.#unknown("resources", uri, members);
    const forms = [only, ...others].map(
      ({ member, id }) => `"${show(this.publicId("resources", member, id))}"`,
    );
    throw new UnknownComponentError(
      "resources",
      uri,
      `Several servers offer it: write ${forms.join(" or ")}.`,
    );
  }

  async #listOf<K extends ListKind>(member: Member, kind: K, options: ListOptions): Promise<Listed[K][]> {
    const items = await member.backend.list(kind, options);
    member.known.set(kind, new Set(items.map((item) => idOf(kind, item))));
    return items;
  }

  /** Lists the servers that may match. A URI may come from a template, so templates are listed, too. */
  async #learn(
    kind: ListKind,
    candidates: readonly Route[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Route[]> {
    const options = signal === undefined ? {} : { signal };
    const kinds: readonly ListKind[] = kind === "resources" ? [kind, "resourceTemplates"] : [kind];
    await Promise.all(
      candidates
        .filter(({ member }) => !member.resting)
        .map(async ({ member }) => {
          await member.ready(signal);
          await Promise.allSettled(kinds.map((each) => this.#listOf(member, each, options)));
        })
        // A server that cannot be listed is not the right one, or reports the error when it is called.
        .map((asked) => asked.catch(() => undefined)),
    );
    signal?.throwIfAborted();
    return candidates;
  }

  #publish<K extends ListKind>(
    kind: K,
    member: Member,
    items: readonly Listed[K][],
    owners: Map<string, Member>,
  ): Listed[K][] {
    return items.flatMap((item) => {
      const own = idOf(kind, item);
      const id = this.publicId(kind, member, own);
      const owner = owners.get(id);
      if (owner !== undefined && owner !== member) {
        const collision = new NameCollisionError(kind, id, owner.name, member.name);
        const policy = this.#options.onCollision ?? (this.#options.prefix === "never" ? "error" : "first");
        if (policy === "error") throw collision;
        this.#note(member, collision.code, id, `${collision.message} The first one is used.`);
        return [];
      }
      owners.set(id, member);
      if (kind === "tools" && id.length > MAX_TOOL_NAME && this.#servers.prefixed)
        this.#note(
          member,
          "NAME_TOO_LONG",
          id,
          `"${show(id)}" has ${id.length} characters, and many models accept names of at most ${MAX_TOOL_NAME} characters. Give the tool a shorter name in the config (\`tools: { "${show(own)}": { "name": … } }\`), or the server a shorter key.`,
        );
      return [id === own ? item : withId(kind, item, id)];
    });
  }

  #unknown(kind: ListKind, id: string, members: readonly Member[]): never {
    const namesOf = (those: readonly Member[]): string =>
      those.map(({ name }) => `"${show(name)}"`).join(", ");
    const failed = members.filter(({ status }) => status.state === "failed");
    const near = this.#nearest(kind, id, members);
    const form = kind === "tools" || kind === "prompts" ? "{server}_{name}" : "proto://{server}/{path}";
    const why = [
      `No server has it; the servers are ${namesOf(members)}.`,
      ...(this.#servers.prefixed ? [`Names are \`${form}\`.`] : []),
      ...(near === undefined ? [] : [`Do you mean "${show(near)}"?`]),
      ...(failed.length === 0 ? [] : [`Not reached: ${namesOf(failed)}.`]),
    ];
    throw new UnknownComponentError(kind, id, why.join(" "), undefined, failed[0]?.failure);
  }

  /** When a server rejects a name that it does not list, adds the name that was probably meant to the error. */
  #refused(kind: ListKind, { member, id }: Route, error: unknown): never {
    const known = member.known.get(kind);
    const said = error instanceof McpError || error instanceof ToolError;
    const near = said && known !== undefined && !known.has(id) ? closest(id, [...known]) : undefined;
    if (near !== undefined)
      (error as Error).message += ` Do you mean "${show(this.publicId(kind, member, near))}"?`;
    throw error;
  }

  /** Returns the name that was probably meant, as this client shows it: with the prefix or without. */
  #nearest(kind: ListKind, id: string, members: readonly Member[]): string | undefined {
    const shown = new Map<string, string>();
    for (const member of members)
      for (const own of member.known.get(kind) ?? []) {
        const name = this.publicId(kind, member, own);
        shown.set(name, name);
        if (!shown.has(own)) shown.set(own, name);
      }
    return shown.get(closest(id, [...shown.keys()]) ?? "");
  }

  #note(member: Member, code: string, subject: string, message: string): void {
    const key = JSON.stringify([code, member.name, subject]);
    if (this.#noted.has(key) || this.#noted.size >= MAX_NOTES) return;
    this.#noted.add(key);
    this.#emit({ type: "diagnostic", severity: "warning", server: member.name, code, subject, message });
  }
}

/** Returns the first candidate whose list has it. */
function lister(kind: ListKind, candidates: readonly Route[]): Route | undefined {
  return candidates.find(({ member, id }) => member.known.get(kind)?.has(id));
}

/** Many servers declare resources but do not implement templates: that counts as an empty list. */
function isMethodUnknown(error: unknown): boolean {
  return error instanceof McpError && error.rpcCode === METHOD_NOT_FOUND;
}
