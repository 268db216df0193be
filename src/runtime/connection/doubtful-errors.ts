import type { Clock } from "../async/clock.js";
import type { RequestId, RpcError } from "../receive/index.js";

/** How long a request waits for an answer of its own after an error that may be that answer. */
const GRACE_MS = 5_000;

/**
 * Errors that name no request and came while one was waiting, but may also answer a notification, which servers must not answer
 * and some do. After a grace period without another answer, such an error counts as that of the request.
 */
export class DoubtfulErrors {
  readonly #clock: Clock;
  readonly #fail: (id: RequestId, error: RpcError) => void;
  readonly #waits = new Map<RequestId, AbortController>();

  constructor(clock: Clock, fail: (id: RequestId, error: RpcError) => void) {
    this.#clock = clock;
    this.#fail = fail;
  }

  /** Starts the grace period of a request. Only the first error counts. */
  add({ id, error }: { readonly id: RequestId; readonly error: RpcError }): void {
    if (this.#waits.has(id)) return;
    const ended = new AbortController();
    this.#waits.set(id, ended);
    const expired = (): void => {
      this.#waits.delete(id);
      this.#fail(id, error);
    };
    this.#clock.sleep(GRACE_MS, ended.signal, "background").then(expired, () => undefined);
  }

  /** Ends it: the request is settled. */
  settled(id: RequestId): void {
    if (this.#waits.size === 0) return;
    this.#waits.get(id)?.abort();
    this.#waits.delete(id);
  }

  close(): void {
    for (const id of [...this.#waits.keys()]) this.settled(id);
  }
}
