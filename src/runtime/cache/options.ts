import type { LayerRequest } from "../layers/layer.js";
import type { CacheScope } from "./cache-key.js";
import { type CacheStore, defaultMemoryStore, type MemoryStoreOptions } from "./cache-store.js";
import type { TtlOptions } from "./freshness.js";

/** What is kept, for how long, and where. */
export interface CacheOptions extends TtlOptions {
  /**
   * How long after its end an answer may still be served when the server cannot be reached or fails (not when it
   * refuses), in milliseconds. Default 0: never.
   */
  readonly staleIfErrorMs: number;
  /** Default: the memory of this process. A store of your own is neither bounded nor cleared by this package. */
  readonly store: CacheStore | MemoryStoreOptions;
  /**
   * Tells clients apart whose credentials do not. Private answers are shared, through a store that clients share, by those with the
   * same credentials (or `subject`) and the same word. Without a word, clients without credentials share none, and with a `fetch` of
   * your own only public answers are kept.
   */
  readonly partition?: string | (() => string | Promise<string>) | undefined;
}

export const defaultCache: CacheOptions = { staleIfErrorMs: 0, store: defaultMemoryStore };

/** What the cache must know about its client. `scope` is asked for every request: credentials change. */
export interface CacheSubject {
  readonly server: string;
  readonly scope: (request: LayerRequest | undefined) => CacheScope | Promise<CacheScope>;
}
