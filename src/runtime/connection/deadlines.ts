import { FOREVER_MS } from "../async/forever.js";
import { unreferenced } from "../async/unreferenced.js";

interface Deadline {
  readonly at: number;
  readonly expire: () => void;
}

/**
 * The deadlines of many requests on one timer. Most requests end long before theirs, and a timer that is started and stopped for
 * each costs more than the rest of keeping it. The timer keeps no program alive.
 */
export class Deadlines<Key> {
  readonly #now: () => number;
  readonly #waiting = new Map<Key, Deadline>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firesAt = Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Has `expire` called after `ms`, unless `delete` comes first. */
  add(key: Key, ms: number, expire: () => void): void {
    const at = this.#now() + ms;
    this.#waiting.set(key, { at, expire });
    if (at < this.#firesAt) this.#start(at);
  }

  delete(key: Key): void {
    this.#waiting.delete(key);
  }

  /** Drops all of them. */
  clear(): void {
    this.#waiting.clear();
    this.#stop();
  }

  #start(at: number): void {
    this.#stop();
    this.#firesAt = at;
    const ms = Math.min(Math.max(0, Math.ceil(at - this.#now())), FOREVER_MS);
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
    for (const [key, { at, expire }] of [...this.#waiting]) {
      if (at > now) continue;
      this.#waiting.delete(key);
      expire();
    }
    let next = Infinity;
    for (const { at } of this.#waiting.values()) next = Math.min(next, at);
    if (next < this.#firesAt) this.#start(next);
  }
}
