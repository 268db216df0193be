import type { Tool } from "@modelcontextprotocol/client";
import { checkNumbers } from "../../async/check-numbers.js";
import type { ServerLink } from "../server-link.js";
import type { Caller } from "../caller.js";
import { connected } from "../connected.js";
import type { Requester } from "../requester.js";
import { type Listed, listFacts, type ListKind } from "./list-kinds.js";
import type { Cursor } from "./cursor-trail.js";
import { iterate, listAll, type ListOptions, listPage } from "./list.js";
import type { ListPage } from "./read-page.js";

/** What one server lists, as its config shows it. */
export class ServerLists {
  readonly #link: ServerLink;

  constructor(link: ServerLink) {
    this.#link = link;
  }

  /** Returns a whole list. */
  async list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    const items = await this.#link.act((caller) => this.#listFor(caller, kind, options));
    return (await this.#link.view())?.list(kind, items, this.#noteUnused) ?? items;
  }

  /** Returns one page, with the answer as received. */
  async page<K extends ListKind>(
    kind: K,
    cursor: Cursor | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>> {
    const page = await this.#link.act(async ({ requester }) =>
      listPage(requester, kind, cursor, await this.#timed(requester, kind, options)),
    );
    const view = await this.#link.view();
    return view === undefined ? page : { ...page, items: view.items(kind, page.items) };
  }

  /** Yields items one by one: the next page is requested when it is needed. */
  async *iterate<K extends ListKind>(
    kind: K,
    options: ListOptions,
  ): AsyncGenerator<Listed[K], void, undefined> {
    const view = await this.#link.view();
    const requester = await this.#link.act(async (caller) => caller.requester);
    for await (const item of iterate(requester, kind, await this.#timed(requester, kind, options)))
      yield* view?.items(kind, [item]) ?? [item];
  }

  async #listFor<K extends ListKind>(caller: Caller, kind: K, options: ListOptions): Promise<Listed[K][]> {
    const items = await listAll(caller.requester, kind, await this.#timed(caller.requester, kind, options));
    const { connection } = this.#link;
    const session =
      caller.identity === undefined ? connection.current : connection.currentOf(caller.identity);
    if (kind === "tools" && session !== undefined) caller.catalogue.learn(items as Tool[], session.info.era);
    return items;
  }

  /** The caller's deadline includes connecting. */
  async #timed(requester: Requester, kind: ListKind, options: ListOptions): Promise<ListOptions> {
    checkNumbers(options);
    const { timeoutMs = this.#link.options.listTimeoutMs } = options;
    if (!options.timeoutMs) return { ...options, timeoutMs };
    return (await connected(requester, listFacts[kind].method, options)).left;
  }

  readonly #noteUnused = (message: string): void => {
    const facts = { server: this.#link.name, code: "TRANSFORM_UNUSED", message };
    this.#link.reporter.emit({ type: "diagnostic", severity: "warning", ...facts });
  };
}
