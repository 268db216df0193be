import { TokenStoreError } from "../auth-errors.js";

/**
 * Stores OAuth records. Any `keyv` will do, so that a fleet can share tokens; values are JSON objects.
 *
 * The keys are made by this package: `[a-z0-9-]`, at most 64 characters, hashes of server, grant, client, secret or assertion, subject, issuer and resource.
 */
export interface TokenStore {
  get(key: string): Promise<unknown>;
  /** @param ttlMs the value may be forgotten after this time; a store without expiry may keep it */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  /** Removes everything from this store. */
  clear?(): Promise<unknown>;
  /** Returns the keys of all records, as they were given to `set`. */
  list?(): Promise<readonly string[]>;
  /**
   * Waits until no other process or request holds `key`; resolves to a function that releases it. Default: a lease written with
   * `get` and `set` (see lease-lock.ts).
   */
  lock?(key: string, signal?: AbortSignal): Promise<ReleaseLock>;
}

/** Releases a lock. Never rejects: a lock that cannot be released expires. */
export type ReleaseLock = () => Promise<void>;

/** Forgets the tokens and registrations of every server in `store`. */
export async function clearAll(store: TokenStore): Promise<void> {
  if (store.clear === undefined)
    throw new TokenStoreError(
      "This token store has no clear(): its records can only be removed server by server, with logout.",
    );
  await store.clear();
}
