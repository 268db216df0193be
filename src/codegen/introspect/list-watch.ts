import { setTimeout as sleep } from "node:timers/promises";
import type { ListName } from "../model/index.js";

const CHANGED: ReadonlyMap<string, readonly ListName[]> = new Map([
  ["notifications/tools/list_changed", ["tools"]],
  ["notifications/resources/list_changed", ["resources", "resourceTemplates"]],
  ["notifications/prompts/list_changed", ["prompts"]],
]);

/** Notes which lists a server says have changed: some register tools only once the handshake is over. */
export class ListWatch {
  readonly #dirty = new Set<ListName>();
  #lastChange = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  notified(method: string): void {
    const lists = CHANGED.get(method);
    if (lists === undefined) return;
    this.#lastChange = this.#now();
    for (const list of lists) this.#dirty.add(list);
  }

  /** Forgets the changes of `list`: it is about to be asked for. */
  asking(list: ListName): void {
    this.#dirty.delete(list);
  }

  /** Waits until nothing has changed for `quietMs` or `signal` aborts, and says which lists have changed since they were asked for. */
  async settled(quietMs: number, signal: AbortSignal): Promise<readonly ListName[]> {
    const start = this.#now();
    for (;;) {
      const left = Math.max(this.#lastChange, start) + quietMs - this.#now();
      if (left <= 0 || signal.aborted) return signal.aborted ? [] : [...this.#dirty];
      await sleep(left, undefined, { signal }).catch(() => undefined);
    }
  }
}
