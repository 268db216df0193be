import type { RecordedCall } from "./recorded-call.js";

/** Lines of recordings that are kept in memory, in bytes; the calls made of them need some times that. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Calls that were read, up to a limit for their lines; the least recently used ones are dropped. */
export class RecentCalls {
  readonly #calls = new Map<string, { readonly call: RecordedCall; readonly bytes: number }>();
  #bytes = 0;

  get(key: string): RecordedCall | undefined {
    const known = this.#calls.get(key);
    if (known === undefined) return undefined;
    this.#calls.delete(key);
    this.#calls.set(key, known);
    return known.call;
  }

  set(key: string, call: RecordedCall, bytes: number): void {
    if (bytes > MOST_BYTES || this.#calls.has(key)) return;
    this.#calls.set(key, { call, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#calls) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#calls.delete(oldest);
      this.#bytes -= freed;
    }
  }
}
