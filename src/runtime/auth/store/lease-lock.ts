import type { Clock } from "../../async/clock.js";
import type { ReleaseLock, TokenStore } from "./token-store.js";
import { hex } from "../../../shared/bytes/base64.js";
import { randomBytes } from "../../../shared/bytes/random.js";

/** Duration of a lease: longer than any refresh takes. A holder that dies blocks others no longer than that. */
const LEASE_MS = 30_000;
/** How often a holder renews its lease, and so how long a latecomer waits. */
const RENEW_MS = 2_000;
/** Longest time until another process's write, begun before ours, is visible (Fischer's delay). */
const SETTLE_MS = 150;

/**
 * Mutual exclusion with nothing but `get` and `set`, after Fischer: writes our name if no name is there, waits longer than a
 * competing write can take, and holds the lock if the name is still ours. A process that took longer to write, because the
 * store is slow or the process was stopped, may have overwritten the name of a holder, so it waits until that holder would have
 * renewed its lease. Stores that have a real lock provide their own `lock`.
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
      // A renewal under way would bring the name back.
      await renewed;
      if (asLease(await store.get(name))?.id === id) await store.delete(name);
    } catch {
      // The lease is left to expire.
    }
  };
}

function asLease(value: unknown): { id: string; until: number } | undefined {
  const lease = value as { id?: unknown; until?: unknown } | null | undefined;
  return typeof lease?.id === "string" && typeof lease.until === "number"
    ? { id: lease.id, until: lease.until }
    : undefined;
}
