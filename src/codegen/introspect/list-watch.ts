import { setTimeout as sleep } from "node:timers/promises";
import type { ListName } from "../model/index.js";

const CHANGED: ReadonlyMap<string, readonly ListName[]> = new Map([
  ["notifications/tools/list_changed", ["tools"]],
  ["notifications/resources/list_changed", ["resources", "resourceTemplates"]],
  ["notifications/prompts/list_changed", ["prompts"]],
]);

/** Records which lists a server reports as changed: some register tools only after the handshake. */
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

  /** Forgets the changes of `list`, which is about to be requested. */
  asking(list: ListName): void {
    this.#dirty.delete(list);
  }

  /**
   * Waits until nothing has changed for `quietMs` or `signal` aborts, and returns the lists that have changed since they were
   * requested.
   */
  async settled(quietMs: number, signal: AbortSignal): Promise<readonly ListName[]> {
    const start = this.#now();
    for (;;) {
      const left = Math.max(this.#lastChange, start) + quietMs - this.#now();
      if (left <= 0 || signal.aborted) return signal.aborted ? [] : [...this.#dirty];
      await sleep(left, undefined, { signal }).catch(() => undefined);
    }
  }
}
