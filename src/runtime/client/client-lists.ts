import { callSafely } from "../async/call-safely.js";
import { coalesced } from "../async/coalesce.js";
import { changes } from "../backend/subscriptions/changes.js";
import { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangeListener } from "../backend/subscriptions/subscriptions.js";
import type { ChangingList } from "../backend/subscriptions/topic.js";
import type { Prompt, Resource, ResourceTemplateType, Tool } from "@modelcontextprotocol/client";
import type { ServerRoute } from "../backend/backend.js";
import { ClientCore } from "./client-core.js";
import type { Listed, ListKind } from "../backend/lists/list-kinds.js";
import type { Cursor } from "../backend/lists/cursor-trail.js";
import type { ListOptions } from "../backend/lists/list.js";
import type { ListPage } from "../backend/lists/read-page.js";

/** The lists of a client: whole, by page, item by item, and notifications of their changes. */
export class ClientLists extends ClientCore {
  /** Returns all tools. Malformed ones are left out, each with a `diagnostic` event. `[]` if the server declares none. */
  listTools(options: ListOptions = {}): Promise<Tool[]> {
    return this.backend.list("tools", options);
  }

  listResources(options: ListOptions = {}): Promise<Resource[]> {
    return this.backend.list("resources", options);
  }

  listResourceTemplates(options: ListOptions = {}): Promise<ResourceTemplateType[]> {
    return this.backend.list("resourceTemplates", options);
  }

  listPrompts(options: ListOptions = {}): Promise<Prompt[]> {
    return this.backend.list("prompts", options);
  }

  /** Returns one page of tools, with the answer as received. */
  listToolsPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Tool>> {
    return this.backend.page("tools", cursor, options);
  }

  listResourcesPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Resource>> {
    return this.backend.page("resources", cursor, options);
  }

  listResourceTemplatesPage(
    cursor?: Cursor,
    options: ListOptions = {},
  ): Promise<ListPage<ResourceTemplateType>> {
    return this.backend.page("resourceTemplates", cursor, options);
  }

  listPromptsPage(cursor?: Cursor, options: ListOptions = {}): Promise<ListPage<Prompt>> {
    return this.backend.page("prompts", cursor, options);
  }

  /** Yields the items of a list one by one; requests the next page when it is needed. */
  iterate<K extends ListKind>(
    kind: K,
    options: ListOptions = {},
  ): AsyncGenerator<Listed[K], void, undefined> {
    return this.backend.iterate(kind, options);
  }

  /**
   * Returns whose something is: the server that a request for this name or URI goes to, and the server's own name of it.
   *
   * @throws {UnknownComponentError} when no server matches
   */
  routeOf(kind: ListKind, id: string, options: { readonly signal?: AbortSignal } = {}): Promise<ServerRoute> {
    return this.backend.routeOf(kind, id, options.signal);
  }

  /**
   * Calls `listener` when the server reports that a list changed: once per burst, after 50 ms without a report and at most 500
   * ms after the first. Errors of the listener become `diagnostic` events.
   */
  async onListChanged(
    list: ChangingList,
    listener: () => unknown,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Subscription> {
    let open = true;
    const tell = coalesced(() => open && callSafely(listener, this.backend.reporter.handlerFailed));
    const subscription = await this.backend.subscribe({ list }, tell, options.signal);
    return new Subscription(async () => {
      open = false;
      await subscription.close();
    });
  }

  /** Yields once for every reported change of a list, until the loop ends. Reports that pile up are merged. */
  async *listChanges(
    list: ChangingList,
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<ChangingList, void, undefined> {
    const subscribe = (listener: ChangeListener): Promise<Subscription> =>
      this.backend.subscribe({ list }, listener, options.signal);
    for await (const change of changes(subscribe, options.signal)) if ("list" in change) yield change.list;
  }
}
