import type { Prompt, Resource, ResourceTemplateType, Tool } from "@modelcontextprotocol/client";
import type { Acting } from "../backend/acting.js";
import { ClientCore } from "./core.js";
import type { Listed, ListKind } from "../backend/lists/kinds.js";
import type { Cursor } from "../backend/lists/cursor-trail.js";
import { iterate, listAll, type ListOptions, listPage } from "../backend/lists/list.js";
import type { ListPage } from "../backend/lists/read-page.js";

/** What a client can ask for as lists: whole, by page, and item by item. */
export class ClientLists extends ClientCore {
  /** All tools. Malformed ones are left out, each with a `diagnostic` event. `[]` where the server declares none. */
  listTools(options: ListOptions = {}): Promise<Tool[]> {
    return this.list("tools", options);
  }

  listResources(options: ListOptions = {}): Promise<Resource[]> {
    return this.list("resources", options);
  }

  listResourceTemplates(options: ListOptions = {}): Promise<ResourceTemplateType[]> {
    return this.list("resourceTemplates", options);
  }

  listPrompts(options: ListOptions = {}): Promise<Prompt[]> {
    return this.list("prompts", options);
  }

  /** One page of tools, with the answer as it stood on the wire. */
  listToolsPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Tool>> {
    return this.#page("tools", cursor, options);
  }

  listResourcesPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Resource>> {
    return this.#page("resources", cursor, options);
  }

  listResourceTemplatesPage(
    cursor?: Cursor,
    options: ListOptions = {},
  ): Promise<ListPage<ResourceTemplateType>> {
    return this.#page("resourceTemplates", cursor, options);
  }

  listPromptsPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Prompt>> {
    return this.#page("prompts", cursor, options);
  }

  /** Items of a list one by one: the next page is asked for when it is needed. */
  async *iterate<K extends ListKind>(
    kind: K,
    options: ListOptions = {},
  ): AsyncGenerator<Listed[K], void, undefined> {
    if (this.several !== undefined) return yield* this.several.directory.iterate(kind, options);
    const view = await this.view();
    const requester = await this.act(async (acting) => acting.requester);
    for await (const item of iterate(requester, kind, this.#listOptions(options)))
      yield* view?.items(kind, [item]) ?? [item];
  }

  /** A whole list, seen through the config. */
  protected async list<K extends ListKind>(kind: K, options: ListOptions): Promise<Listed[K][]> {
    if (this.several !== undefined) return this.several.directory.list(kind, options);
    const items = await this.act((acting) => this.#listFor(acting, kind, options));
    return (await this.view())?.list(kind, items, this.#noteUnused) ?? items;
  }

  async #listFor<K extends ListKind>(acting: Acting, kind: K, options: ListOptions): Promise<Listed[K][]> {
    const items = await listAll(acting.requester, kind, this.#listOptions(options));
    const era = this.eraOf(acting.identity);
    if (kind === "tools" && era !== undefined) acting.catalogue.learn(items as Tool[], era);
    return items;
  }

  async #page<K extends ListKind>(
    kind: K,
    cursor: Cursor | undefined,
    options: ListOptions,
  ): Promise<ListPage<Listed[K]>> {
    if (this.several !== undefined) return this.several.directory.page(kind, cursor?.toString(), options);
    const page = await this.act(({ requester }) =>
      listPage(requester, kind, cursor, this.#listOptions(options)),
    );
    const view = await this.view();
    return view === undefined ? page : { ...page, items: view.items(kind, page.items) };
  }

  #listOptions(options: ListOptions): ListOptions {
    return { ...options, timeoutMs: options.timeoutMs ?? this.options.listTimeoutMs };
  }

  readonly #noteUnused = (message: string): void => {
    const facts = { server: this.name, code: "TRANSFORM_UNUSED", message };
    this.report({ type: "diagnostic", severity: "warning", ...facts });
  };
}
