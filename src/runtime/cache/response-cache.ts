import { show } from "../../shared/text/show.js";
import type { LayerDependencies } from "../layers/layer.js";
import type { LayerRequest } from "../layers/layer.js";
import { type CacheKeys, tagKey } from "./cache-key.js";
import { type CacheStore, memoryStore } from "./cache-store.js";
import { decodeEntry, encodeEntry, type Entry } from "./entry.js";
import { keepingOf, maxTtlMs } from "./freshness.js";
import type { CacheOptions, CacheSubject } from "./options.js";
import { allTags, tagsInvalidatedBy } from "./tags.js";

/**
 * Answers kept by method, parameters, server and credentials. What a notification makes invalid is not searched for: its
 * tag gets a time, kept beside the answers, and older answers no longer count. That also beats an answer that was under
 * way, and reaches every process that shares the store. A store that fails is a miss, told as a diagnostic.
 */
export class ResponseCache {
  readonly #options: CacheOptions;
  readonly #dependencies: LayerDependencies;
  readonly #subject: CacheSubject;
  /** Times of tags whose way into the store is not over. */
  readonly #pending = new Map<string, number>();
  #store: CacheStore | Promise<CacheStore> | undefined;

  constructor(options: CacheOptions, subject: CacheSubject, dependencies: LayerDependencies) {
    this.#options = options;
    this.#subject = subject;
    this.#dependencies = dependencies;
  }

  /** The kept answer that no notification has made invalid, fresh or not. */
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

  /** Keeps `value` if the server's word or the user's settings allow it. */
  async keep(request: LayerRequest, keys: CacheKeys, askedAt: number, value: unknown): Promise<void> {
    const keeping = keepingOf(request, value, this.#options);
    const key = keeping && keys[keeping.scope];
    if (keeping === undefined || key === undefined) return;
    const text = encodeEntry({ askedAt, freshUntil: this.#dependencies.clock.now() + keeping.ttlMs, value });
    try {
      const store = await this.#open();
      const times = await Promise.all(keys.tags.map((tag) => store.get(tag)));
      // A newer answer may be there already: one that came late must not replace it.
      if (!this.#countsStill(askedAt, keys, times)) return;
      await store.set(key, text, keeping.ttlMs + this.#options.staleIfErrorMs);
    } catch (error) {
      this.#report("written", error);
    }
  }

  /** Answers with these tags, whoever asked, no longer count. Without tags: none does. */
  async invalidate(tags: readonly string[] = allTags): Promise<void> {
    const now = this.#dependencies.clock.now();
    const { identity } = await this.#subject.scope(undefined);
    await Promise.all(tags.map((tag) => this.#mark(tagKey(tag, identity), now)));
  }

  /** What a notification of the server says about kept answers. `true`: something is invalid now. */
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
