/**
 * Where cached answers live. Any `Keyv` instance fits, so that many processes can share one cache (Redis, SQLite, …).
 * Values are strings. A store may forget anything at any time.
 */
export interface CacheStore {
  get(key: string): unknown;
  /** @param ttlMs after this time the store should forget the value */
  set(key: string, value: string, ttlMs: number): unknown;
}

/** How much the memory of one process may hold. */
export interface MemoryStoreOptions {
  /** Default 1000. */
  readonly maxEntries: number;
  /** Characters of JSON. Default 32 Mi. */
  readonly maxSize: number;
}

export const defaultMemoryStore: MemoryStoreOptions = { maxEntries: 1_000, maxSize: 32 * 1024 * 1024 };

/** An LRU cache in memory; its library is loaded when the first answer is looked up. */
export async function memoryStore(options: MemoryStoreOptions): Promise<CacheStore> {
  const { LRUCache } = await import("lru-cache");
  const { maxEntries, maxSize } = options;
  const entries = new LRUCache<string, string>({
    max: maxEntries,
    maxSize,
    sizeCalculation: (text) => text.length + 1,
  });
  return {
    get: (key) => entries.get(key),
    set: (key, value, ttlMs) => void entries.set(key, value, { ttl: Math.max(1, Math.ceil(ttlMs)) }),
  };
}
