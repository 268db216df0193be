import { coalesced } from "../async/coalesce.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangingList } from "../backend/subscriptions/topic.js";
import type { Member } from "./member.js";

/** Somebody who wants to hear of changes of a list, on every server. */
export interface ListListener {
  readonly list: ChangingList;
  readonly listener: () => void;
  /** What each server was asked for. */
  readonly parts: Map<Member, Promise<Subscription>>;
}

/** Who wants to hear that a list changed, on any server: kept up while servers come and go. */
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

  /** Asks a server, once; a failure may be tried again. */
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

  /** One call for a burst of changes. */
  #tell(entry: ListListener): () => void {
    return coalesced(() => this.#listeners.has(entry) && entry.listener());
  }

  /** A server is there, or there again. Rejects when it cannot be subscribed to. */
  async joined(member: Member): Promise<void> {
    await Promise.all([...this.#listeners].map((each) => this.subscribe(each, member)));
  }

  /** A server is gone for good, and its subscriptions with it. */
  left(member: Member): void {
    for (const { parts } of this.#listeners) parts.delete(member);
  }

  /** Tells of changes that no server tells of: one came or went. */
  changed(lists: readonly ChangingList[]): void {
    for (const { list, listener } of [...this.#listeners]) if (lists.includes(list)) listener();
  }
}
