/**
 * Stores cached answers. Any `Keyv` instance works, so that many processes can share one cache (Redis, SQLite, …). Values are
 * strings. A store may drop anything at any time.
 */
export interface CacheStore {
  get(key: string): unknown;
  /** @param ttlMs the store should drop the value after this time */
  set(key: string, value: string, ttlMs: number): unknown;
}

/** Limits for a cache in the memory of one process. */
export interface MemoryStoreOptions {
  /** Most answers. Default 1000. */
  readonly maxEntries: number;
  /** Most characters of JSON. Default 32 Mi. */
  readonly maxSize: number;
}

export const defaultMemoryStore: MemoryStoreOptions = { maxEntries: 1_000, maxSize: 32 * 1024 * 1024 };

/** Creates an LRU cache in memory; its library is loaded when the first answer is looked up. */
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
