import { timerMs } from "../../shared/time/forever.js";
import type { Clock } from "../async/clock.js";
import { type Identity, LatestIdentity } from "./identity.js";

/** How many identities of one client keep a session, and for how long after the last use. */
export interface CallerLimits {
  /** Most identities. Default 100. */
  readonly maxIdentities: number;
  /** Time since the last use, in milliseconds. Default 300,000 (five minutes). */
  readonly idleTimeoutMs: number;
}

export const defaultCallerLimits: CallerLimits = { maxIdentities: 100, idleTimeoutMs: 300_000 };

/** The state of one identity. */
interface Entry<Caller> {
  readonly identity: LatestIdentity;
  readonly caller: Caller;
  /** Requests under way. */
  busy: number;
  usedAt: number;
}

export interface CallersSettings<Caller> {
  readonly clock: Clock;
  readonly limits: CallerLimits;
  readonly make: (identity: Identity) => Caller;
  /** Whether a caller is needed although it has no requests: its subscriptions have listeners. */
  readonly isHeld: (caller: Caller) => boolean;
  /** Called when a caller is released: its sessions end. */
  readonly release: (identity: Identity) => void;
}

/** The state of each identity of a client, limited in number and age. */
export class Callers<Caller> {
  readonly #settings: CallersSettings<Caller>;
  /** Ordered by last use, latest last. */
  readonly #entries = new Map<string, Entry<Caller>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: CallersSettings<Caller>) {
    this.#settings = settings;
  }

  get all(): readonly Caller[] {
    return [...this.#entries.values()].map(({ caller }) => caller);
  }

  /** Returns an existing caller; `undefined` if it was released. */
  known(key: string): Caller | undefined {
    return this.#entries.get(key)?.caller;
  }

  /** Runs a request of `identity` and keeps its sessions open meanwhile. */
  async run<R>(identity: Identity, request: (caller: Caller) => Promise<R>): Promise<R> {
    const entry = this.#use(identity);
    entry.busy++;
    this.#prune();
    try {
      return await request(entry.caller);
    } finally {
      entry.busy--;
      entry.usedAt = this.#settings.clock.now();
      this.#prune();
    }
  }

  /** Releases all. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { identity } of this.#entries.values()) this.#settings.release(identity);
    this.#entries.clear();
  }

  #use(identity: Identity): Entry<Caller> {
    const known = this.#entries.get(identity.key);
    const entry = known ?? this.#make(identity);
    if (identity !== entry.identity) entry.identity.renew(identity);
    entry.usedAt = this.#settings.clock.now();
    this.#entries.delete(identity.key);
    this.#entries.set(identity.key, entry);
    return entry;
  }

  #make(first: Identity): Entry<Caller> {
    const identity = first instanceof LatestIdentity ? first : new LatestIdentity(first);
    return { identity, caller: this.#settings.make(identity), busy: 0, usedAt: 0 };
  }

  /** Releases callers that were not used for long, and the oldest if there are too many. One that is in use stays. */
  #prune(): void {
    const { clock, limits, isHeld, release } = this.#settings;
    const now = clock.now();
    for (const [key, { identity, caller, busy, usedAt }] of this.#entries) {
      const isOver = this.#entries.size > limits.maxIdentities || now - usedAt >= limits.idleTimeoutMs;
      if (!isOver) break;
      if (busy > 0 || isHeld(caller)) continue;
      this.#entries.delete(key);
      release(identity);
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#entries.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#prune();
    }, timerMs(this.#settings.limits.idleTimeoutMs));
    this.#timer.unref?.();
  }
}
