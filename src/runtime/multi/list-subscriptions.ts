import { coalesced } from "../async/coalesce.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangingList } from "../backend/subscriptions/topic.js";
import type { Member } from "./member.js";

/** A listener for changes of a list, on every server. */
export interface ListListener {
  readonly list: ChangingList;
  readonly listener: () => void;
  /** The subscription at each server. */
  readonly parts: Map<Member, Promise<Subscription>>;
}

/** Subscriptions to changes of lists on all servers, maintained while servers are added and removed. */
export class ListSubscriptions {
  readonly #listeners = new Set<ListListener>();

  add(list: ChangingList, listener: () => void): ListListener {
    const added = { list, listener, parts: new Map() };
    this.#listeners.add(added);
    return added;
  }

  /** Ends it on every server. Never rejects. */
  async remove(entry: ListListener): Promise<void> {
    this.#listeners.delete(entry);
    const parts = await Promise.allSettled(entry.parts.values());
    await Promise.all(parts.map((part) => (part.status === "fulfilled" ? part.value.close() : undefined)));
  }

  /** Subscribes to a server, once; a failure may be retried. */
  async subscribe(entry: ListListener, member: Member, signal?: AbortSignal): Promise<void> {
    const { list, parts } = entry;
    let part = parts.get(member);
    if (part === undefined) {
      part = member.backend.subscribe({ list }, this.#tell(entry), signal);
      parts.set(member, part);
    }
    await part.catch((error: unknown) => {
      if (parts.get(member) === part) parts.delete(member);
      throw error;
    });
  }

  /** Combines a burst of changes into one call. */
  #tell(entry: ListListener): () => void {
    return coalesced(() => this.#listeners.has(entry) && entry.listener());
  }

  /** Subscribes to a server that has connected, or connected again. Rejects when that fails. */
  async joined(member: Member): Promise<void> {
    await Promise.all([...this.#listeners].map((each) => this.subscribe(each, member)));
  }

  /** Drops a removed server and its subscriptions. */
  left(member: Member): void {
    for (const { parts } of this.#listeners) parts.delete(member);
  }

  /** Reports changes that no server reports: one was added or removed. */
  changed(lists: readonly ChangingList[]): void {
    for (const { list, listener } of [...this.#listeners]) if (lists.includes(list)) listener();
  }
}
