import { show } from "../../shared/text/show.js";
import type { LayerDependencies } from "../layers/layer.js";
import type { LayerRequest } from "../layers/layer.js";
import { type CacheKeys, tagKey } from "./cache-key.js";
import { type CacheStore, memoryStore } from "./cache-store.js";
import { decodeEntry, encodeEntry, type Entry } from "./entry.js";
import { keepingOf, maxTtlMs } from "./freshness.js";
import type { CacheOptions, CacheSubject } from "./cache-options.js";
import { allTags, tagsInvalidatedBy } from "./tags.js";

/**
 * Caches answers by method, parameters, server and credentials. A notification does not search for the answers that it makes
 * invalid: it sets a time for their tag, stored next to the answers, and older answers no longer count. That covers answers
 * still under way, and every process that shares the store. A store that fails counts as a miss and is reported as a
 * diagnostic.
 */
export class ResponseCache {
  readonly #options: CacheOptions;
  readonly #dependencies: LayerDependencies;
  readonly #subject: CacheSubject;
  /** Times of tags that have not been written to the store yet. */
  readonly #pending = new Map<string, number>();
  #store: CacheStore | Promise<CacheStore> | undefined;

  constructor(options: CacheOptions, subject: CacheSubject, dependencies: LayerDependencies) {
    this.#options = options;
    this.#subject = subject;
    this.#dependencies = dependencies;
  }

  /** Returns the cached answer, fresh or not, unless a notification has made it invalid. */
  async find(keys: CacheKeys): Promise<Entry | undefined> {
    try {
      const store = await this.#open();
      const [own, shared, ...times] = await Promise.all(
        [keys.private, keys.public, ...keys.tags].map((key) =>
          key === undefined ? undefined : store.get(key),
        ),
      );
      const entry = newer(decodeEntry(own), decodeEntry(shared));
      return entry !== undefined && this.#countsStill(entry.askedAt, keys, times) ? entry : undefined;
    } catch (error) {
      this.#report("read", error);
      return undefined;
    }
  }

  /** Stores `value` if the server's hints or the user's settings allow it. */
  async keep(request: LayerRequest, keys: CacheKeys, askedAt: number, value: unknown): Promise<void> {
    const keeping = keepingOf(request, value, this.#options);
    const key = keeping && keys[keeping.scope];
    if (keeping === undefined || key === undefined) return;
    const text = encodeEntry({ askedAt, freshUntil: this.#dependencies.clock.now() + keeping.ttlMs, value });
    try {
      const store = await this.#open();
      const times = await Promise.all(keys.tags.map((tag) => store.get(tag)));
      // An answer that arrives late must not replace a newer one.
      if (!this.#countsStill(askedAt, keys, times)) return;
      await store.set(key, text, keeping.ttlMs + this.#options.staleIfErrorMs);
    } catch (error) {
      this.#report("written", error);
    }
  }

  /** Makes all answers with these tags invalid, for all users. Without tags: all answers. */
  async invalidate(tags: readonly string[] = allTags): Promise<void> {
    const now = this.#dependencies.clock.now();
    const { identity } = await this.#subject.scope(undefined);
    await Promise.all(tags.map((tag) => this.#mark(tagKey(tag, identity), now)));
  }

  /** Applies a notification of the server. Returns whether it made anything invalid. */
  notified(method: string, params: Readonly<Record<string, unknown>> | undefined): boolean {
    const tags = tagsInvalidatedBy(method, params);
    if (tags.length > 0) void this.invalidate(tags).catch((error: unknown) => this.#report("written", error));
    return tags.length > 0;
  }

  /** Whether no tag of the answer became invalid at or after `askedAt`. */
  #countsStill(askedAt: number, { tags }: CacheKeys, times: readonly unknown[]): boolean {
    return tags.every(
      (tag, i) =>
        !(Number(times[i] ?? -Infinity) >= askedAt) && !((this.#pending.get(tag) ?? -Infinity) >= askedAt),
    );
  }

  async #mark(key: string, now: number): Promise<void> {
    this.#pending.set(key, now);
    try {
      const store = await this.#open();
      await store.set(key, String(now), maxTtlMs + this.#options.staleIfErrorMs);
      if (this.#pending.get(key) === now) this.#pending.delete(key);
    } catch (error) {
      this.#report("written", error);
    }
  }

  #open(): CacheStore | Promise<CacheStore> {
    const { store } = this.#options;
    return (this.#store ??=
      "maxEntries" in store ? memoryStore(store).then((opened) => (this.#store = opened)) : store);
  }

  #report(what: "read" | "written", cause: unknown): void {
    const message = `The cache of "${show(this.#subject.server)}" could not be ${what}: ${show(cause, 300)}`;
    this.#dependencies.emit({
      type: "diagnostic",
      server: this.#subject.server,
      severity: "warning",
      code: "CACHE_STORE_FAILED",
      message,
      cause,
    });
  }
}

function newer(a: Entry | undefined, b: Entry | undefined): Entry | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.askedAt >= b.askedAt ? a : b;
}
