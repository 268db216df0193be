import type { LoggingLevel } from "@modelcontextprotocol/client";
import { Subscription } from "../backend/subscriptions/subscription.js";
import type { ChangingList } from "../backend/subscriptions/topic.js";
import { UnsupportedError } from "../errors/unsupported-error.js";
import { ListSubscriptions } from "./list-subscriptions.js";
import type { Member } from "./member.js";
import { runOnAll } from "./run-on-all.js";
import type { ServerSet } from "./server-set.js";

const LISTS: readonly ChangingList[] = ["tools", "resources", "prompts"];

type Signal = AbortSignal | undefined;

/** Requests for every server, including those that connect later: the log level, and subscriptions to changed lists. */
export class StandingRequests {
  readonly #servers: ServerSet;
  readonly #lists = new ListSubscriptions();
  /** Servers that have received the log level; the others receive it when they connect. */
  #logLevel: { readonly level: LoggingLevel; readonly told: WeakSet<Member> } | undefined;

  constructor(servers: ServerSet) {
    this.#servers = servers;
  }

  async setLogLevel(level: LoggingLevel, signal: Signal): Promise<void> {
    const told = new WeakSet<Member>(this.#servers.members.filter(({ isConnected }) => isConnected));
    this.#logLevel = { level, told };
    await runOnAll(this.#servers, "setLogLevel", signal, ({ backend }) => backend.setLogLevel(level, signal));
  }

  async onListChanged(list: ChangingList, listener: () => void, signal: Signal): Promise<Subscription> {
    const entry = this.#lists.add(list, listener);
    try {
      await this.#servers.each({ what: "list changes", signal }, (member) =>
        this.#lists.subscribe(entry, member, signal),
      );
    } catch (error) {
      await this.#lists.remove(entry);
      throw error;
    }
    return new Subscription(() => this.#lists.remove(entry));
  }

  /** Handles a server that has connected, or connected again. */
  async joined(member: Member): Promise<void> {
    // A server that is still being added is subscribed to afterwards.
    if (!this.#servers.members.includes(member)) return;
    try {
      const { level, told } = this.#logLevel ?? {};
      if (level !== undefined && told?.has(member) === false) {
        told.add(member);
        await member.backend.setLogLevel(level, undefined);
      }
      await this.#lists.joined(member);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) this.#servers.failed(member, error, "list changes");
    }
  }

  /** Handles an added server. `renamed`: the names of all servers have changed with it. */
  async added(member: Member, renamed: boolean): Promise<void> {
    if (member.isConnected) await this.joined(member);
    this.#lists.changed(renamed ? LISTS : listsOf(member));
  }

  /** Handles a removed server: `leave` removes it, and its lists with it. */
  async removed(member: Member, leave: () => Promise<unknown>): Promise<void> {
    const lists = listsOf(member);
    await leave();
    this.#lists.left(member);
    this.#lists.changed(lists);
  }
}

/** Returns the lists that a server offers; all if that is unknown. */
function listsOf({ backend: { info } }: Member): readonly ChangingList[] {
  return info === undefined ? LISTS : LISTS.filter((list) => info.capabilities[list] !== undefined);
}
