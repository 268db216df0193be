import type { Clock } from "../../async/clock.js";
import type { ReleaseLock, TokenStore } from "./token-store.js";
import { hex } from "../../../shared/bytes/base64.js";
import { randomBytes } from "../../../shared/bytes/random.js";

/** Life of a lease: longer than any refresh takes. A holder that dies blocks others no longer than that. */
const LEASE_MS = 30_000;
/** How often a holder writes its name again, and so how long a latecomer waits. */
const RENEW_MS = 2_000;
/** Longest time that a write of somebody else, begun before ours, may take to be seen (Fischer's delay). */
const SETTLE_MS = 150;

/**
 * Mutual exclusion with nothing but `get` and `set`, after Fischer: write our name where nobody's is, wait longer than a
 * competing write can take, and hold the lock if the name is still ours. Who took longer than that to write, because the store is
 * slow or the process was stopped, may have written over the name of a holder, and waits until that one would have renewed it.
 * Stores that have a real lock bring their own `lock`.
 */
export async function acquireLease(
  store: TokenStore,
  key: string,
  clock: Clock,
  now: () => number,
  signal?: AbortSignal,
): Promise<ReleaseLock> {
  const id = hex(randomBytes(12));
  const name = `lock-${key}`.slice(0, 64);
  for (;;) {
    signal?.throwIfAborted();
    const asked = clock.now();
    const held = asLease(await store.get(name));
    if (held === undefined || held.until < now()) {
      await store.set(name, { id, until: now() + LEASE_MS }, LEASE_MS);
      const late = clock.now() - asked > SETTLE_MS;
      await clock.sleep(late ? RENEW_MS + SETTLE_MS : SETTLE_MS, signal);
      if (asLease(await store.get(name))?.id === id) break;
    }
    await clock.sleep(SETTLE_MS / 3, signal);
  }
  let renewed: Promise<unknown> = Promise.resolve();
  const renewal = setInterval(() => {
    renewed = store.set(name, { id, until: now() + LEASE_MS }, LEASE_MS).catch(() => undefined);
  }, RENEW_MS);
  renewal.unref?.();
  return async () => {
    clearInterval(renewal);
    try {
      // One that is under way would bring the name back.
      await renewed;
      if (asLease(await store.get(name))?.id === id) await store.delete(name);
    } catch {
      // Left to run out.
    }
  };
}

function asLease(value: unknown): { id: string; until: number } | undefined {
  const lease = value as { id?: unknown; until?: unknown } | null | undefined;
  return typeof lease?.id === "string" && typeof lease.until === "number"
    ? { id: lease.id, until: lease.until }
    : undefined;
}
