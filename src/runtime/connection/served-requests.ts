import type { RequestId } from "../receive/index.js";

/** A request of the server that is being answered. */
interface Served {
  /** Calls that were under way when it came and still are: it belongs to one of them. */
  readonly calls: Set<RequestId>;
  readonly ended: AbortController;
}

/**
 * Requests that a server sends during calls. When all calls that a request may belong to have ended, its answer is no
 * longer needed.
 */
export class ServedRequests {
  readonly #served = new Map<RequestId, Served>();

  /** Records a request that came while `calls` are under way. A request outside calls is not ended here. */
  asked(id: RequestId, calls: Iterable<RequestId>): void {
    const served = { calls: new Set(calls), ended: new AbortController() };
    if (served.calls.size > 0) this.#served.set(id, served);
  }

  answered(id: RequestId): void {
    this.#served.delete(id);
  }

  callEnded(call: RequestId): void {
    for (const { calls, ended } of this.#served.values()) {
      if (!calls.delete(call) || calls.size > 0) continue;
      ended.abort(new Error("The call that this request belongs to has ended."));
    }
  }

  /** Returns a signal that is aborted when the calls have ended. */
  signalOf(id: RequestId): AbortSignal | undefined {
    return this.#served.get(id)?.ended.signal;
  }
}
