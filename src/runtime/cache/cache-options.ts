import type { LayerRequest } from "../layers/layer.js";
import type { CacheScope } from "./cache-key.js";
import { type CacheStore, defaultMemoryStore, type MemoryStoreOptions } from "./cache-store.js";
import type { TtlOptions } from "./freshness.js";

/** What is cached, for how long, and where. */
export interface CacheOptions extends TtlOptions {
  /**
   * How long after its expiry an answer may still be used when the server cannot be reached or fails (not when it refuses), in
   * milliseconds. Default 0: never.
   */
  readonly staleIfErrorMs: number;
  /** Where answers are stored. Default: the memory of this process. This package neither limits nor clears a store of your own. */
  readonly store: CacheStore | MemoryStoreOptions;
  /**
   * Separates clients that their credentials do not. Clients that share a store share private answers if they have the same
   * credentials (or `subject`) and the same partition. Without a partition, clients without credentials do not share private
   * answers, and with a `fetch` of your own only public answers are cached.
   */
  readonly partition?: string | (() => string | Promise<string>) | undefined;
}

export const defaultCache: CacheOptions = { staleIfErrorMs: 0, store: defaultMemoryStore };

/** What the cache needs to know about its client. `scope` is called for every request, since credentials change. */
export interface CacheSubject {
  readonly server: string;
  readonly scope: (request: LayerRequest | undefined) => CacheScope | Promise<CacheScope>;
}
