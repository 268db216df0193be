import { timerMs } from "../../shared/time/forever.js";
import { unreferenced } from "../async/unreferenced.js";
import type { RequestId } from "../receive/index.js";
import { InFlight } from "./in-flight.js";

interface Deadline {
  readonly at: number;
  readonly expire: () => void;
}

/**
 * The deadlines of many requests on one timer. Most requests end long before theirs, and a timer that is started and stopped for
 * each costs more than the rest of keeping it. The timer keeps no program alive.
 */
export class Deadlines {
  readonly #now: () => number;
  readonly #waiting = new InFlight<Deadline>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firesAt = Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Has `expire` called after `ms`, unless `delete` comes first. */
  add(id: RequestId, ms: number, expire: () => void): void {
    const at = this.#now() + ms;
    this.#waiting.set(id, { at, expire });
    if (at < this.#firesAt) this.#start(at);
  }

  delete(id: RequestId): void {
    this.#waiting.delete(id);
  }

  /** Drops all of them. */
  clear(): void {
    this.#waiting.clear();
    this.#stop();
  }

  #start(at: number): void {
    this.#stop();
    this.#firesAt = at;
    const ms = timerMs(Math.max(0, Math.ceil(at - this.#now())));
    this.#timer = unreferenced(setTimeout(() => this.#fire(), ms));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firesAt = Infinity;
  }

  #fire(): void {
    this.#stop();
    const now = this.#now();
    for (const [id, { at, expire }] of [...this.#waiting]) {
      if (at > now) continue;
      this.#waiting.delete(id);
      expire();
    }
    let next = Infinity;
    for (const { at } of this.#waiting.values()) next = Math.min(next, at);
    if (next < this.#firesAt) this.#start(next);
  }
}
