import { Mutex } from "./mutex.js";
import type { ReleaseLock, TokenStore } from "./token-store.js";

/** Keeps tokens for the life of this object; writes nothing. */
export class MemoryTokenStore implements TokenStore {
  readonly #values = new Map<string, string>();
  readonly #locks = new Map<string, Mutex>();

  async get(key: string): Promise<unknown> {
    const text = this.#values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
  }

  async clear(): Promise<void> {
    this.#values.clear();
  }

  async list(): Promise<readonly string[]> {
    return [...this.#values.keys()];
  }

  async lock(key: string, signal?: AbortSignal): Promise<ReleaseLock> {
    let mutex = this.#locks.get(key);
    if (mutex === undefined) this.#locks.set(key, (mutex = new Mutex()));
    const release = await mutex.acquire(signal);
    return async () => release();
  }
}
