import type { Clock } from "../async/clock.js";
import { type Identity, LatestIdentity } from "./identity.js";

/** How many identities of one client keep a session, and how long one that is not used does. */
export interface CallerLimits {
  /** Default 100. */
  readonly maxIdentities: number;
  /** In milliseconds. Default 300,000 (five minutes). */
  readonly idleTimeoutMs: number;
}

export const defaultCallerLimits: CallerLimits = { maxIdentities: 100, idleTimeoutMs: 300_000 };

/** What one identity has of its own. */
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
  /** Whether a caller is still wanted although it asks for nothing: somebody listens to its subscriptions. */
  readonly isHeld: (caller: Caller) => boolean;
  /** A caller is let go: its sessions end. */
  readonly release: (identity: Identity) => void;
}

/** What each identity of a client has of its own, bounded in number and in age. */
export class Callers<Caller> {
  readonly #settings: CallersSettings<Caller>;
  /** The one that was used last stands last. */
  readonly #entries = new Map<string, Entry<Caller>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: CallersSettings<Caller>) {
    this.#settings = settings;
  }

  get all(): readonly Caller[] {
    return [...this.#entries.values()].map(({ caller }) => caller);
  }

  /** A caller that there is; `undefined`: it was let go. */
  known(key: string): Caller | undefined {
    return this.#entries.get(key)?.caller;
  }

  /** Runs a request of `identity`, whose sessions stay meanwhile. */
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

  /** Lets all go. */
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

  /** Lets go of those that were not used for long, and of the oldest where there are too many. One that is in use stays. */
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
    }, this.#settings.limits.idleTimeoutMs);
    this.#timer.unref?.();
  }
}
