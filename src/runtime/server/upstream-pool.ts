import { timerMs } from "../../shared/time/forever.js";
import { unreferenced } from "../async/unreferenced.js";
import type { Upstream } from "./back.js";
import type { Front } from "./front.js";

/** A session behind that one call uses at a time, so that questions of servers during that time belong to the call. */
export interface Lent {
  readonly upstream: Upstream;
  /** Its current user. */
  front: Front | undefined;
}

interface Kept {
  readonly lent: Lent;
  readonly key: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Sessions behind for callers that have none themselves. They are kept by key, and reused only for the same key. */
export class UpstreamPool {
  readonly #max: number;
  readonly #idleMs: number;
  /** The most recently used one is used first, so that the others become idle. */
  readonly #idle: Kept[] = [];
  readonly #queue: (() => void)[] = [];
  #count = 0;
  #closed = false;

  constructor(max: number, idleMs: number) {
    this.#max = max;
    this.#idleMs = idleMs;
  }

  /** Runs a call on a session that it has to itself; `make` opens one if none is idle. Waits while too many are in use. */
  async use<R>(
    key: string,
    front: Front,
    make: (front: () => Front | undefined) => Promise<Upstream>,
    run: (upstream: Upstream) => Promise<R>,
    signal: AbortSignal,
  ): Promise<R> {
    const lent = await this.#take(key, make, signal);
    lent.front = front;
    try {
      const result = await run(lent.upstream);
      this.#keep(key, lent);
      return result;
    } catch (error) {
      // later messages about a failed call must not reach another caller
      this.#drop(lent);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((kept) => this.#end(kept)));
  }

  async #take(
    key: string,
    make: (front: () => Front | undefined) => Promise<Upstream>,
    signal: AbortSignal,
  ): Promise<Lent> {
    for (;;) {
      signal.throwIfAborted();
      const index = this.#idle.findLastIndex((kept) => kept.key === key);
      const [kept] = index < 0 ? [] : this.#idle.splice(index, 1);
      if (kept !== undefined) {
        clearTimeout(kept.timer);
        return kept.lent;
      }
      if (this.#count < this.#max) break;
      const unused = this.#idle.shift();
      if (unused !== undefined) void this.#end(unused);
      else await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    this.#count++;
    const lent: { upstream?: Upstream; front: Front | undefined } = { front: undefined };
    try {
      lent.upstream = await make(() => lent.front);
      return lent as Lent;
    } catch (error) {
      this.#left();
      throw error;
    }
  }

  #keep(key: string, lent: Lent): void {
    lent.front = undefined;
    if (this.#closed) return this.#drop(lent);
    const kept: Kept = {
      lent,
      key,
      timer: setTimeout(() => {
        this.#idle.splice(this.#idle.indexOf(kept), 1);
        void this.#end(kept);
      }, timerMs(this.#idleMs)),
    };
    unreferenced(kept.timer);
    this.#idle.push(kept);
    this.#queue.shift()?.();
  }

  #drop(lent: Lent): void {
    lent.front = undefined;
    void lent.upstream.close();
    this.#left();
  }

  async #end({ lent, timer }: Kept): Promise<void> {
    clearTimeout(timer);
    this.#left();
    await lent.upstream.close();
  }

  #left(): void {
    this.#count--;
    this.#queue.shift()?.();
  }
}
