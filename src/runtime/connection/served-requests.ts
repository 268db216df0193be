import type { RequestId } from "../receive/index.js";

/** A request of the server that is being answered. */
interface Served {
  /** Calls that were under way when it came, and still are: one of them is what it is asked for. */
  readonly calls: Set<RequestId>;
  readonly ended: AbortController;
}

/** What a server asks in the course of calls. When all calls that it can belong to have ended, nobody wants the answer. */
export class ServedRequests {
  readonly #served = new Map<RequestId, Served>();

  /** The server asks while `calls` are under way. Outside of calls, nothing ends it here. */
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
      ended.abort(new Error("The call that this was asked for has ended."));
    }
  }

  /** Aborted when the calls have ended. */
  signalOf(id: RequestId): AbortSignal | undefined {
    return this.#served.get(id)?.ended.signal;
  }
}
