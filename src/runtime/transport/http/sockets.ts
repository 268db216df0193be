import { Once } from "../../async/once.js";
import type { DispatcherOptions } from "./dispatcher-options.js";
import { type Dispatchers, makeDispatchers } from "./dispatcher.js";
import { exchange } from "./exchange.js";

/** The pools of sockets of one server, opened by the first request. */
export class Sockets {
  readonly #dispatchers: Once<Dispatchers>;

  constructor(url: URL, options: DispatcherOptions) {
    this.#dispatchers = new Once(() => makeDispatchers(url, options));
  }

  /** Sends a request with undici. */
  async send(url: string | URL, init: RequestInit): Promise<Response> {
    const { requests, streams } = await this.#dispatchers.get();
    const dispatcher = lasts(init) ? streams : requests;
    if (typeof dispatcher.dispatch === "function") return exchange(dispatcher, url, init);
    // Bun has an undici of its own, whose dispatchers dispatch nothing.
    const { fetch } = await import("undici");
    // Two declarations of one standard: undici's own and the DOM's.
    return (await fetch(url, { ...(init as object), dispatcher })) as unknown as Response;
  }

  /** Closes them. The next request opens others. */
  async close(): Promise<void> {
    const dispatchers = await this.#dispatchers.take()?.catch(() => undefined);
    await Promise.all([dispatchers?.requests.destroy(), dispatchers?.streams.destroy()]);
  }
}

/** Whether the answer is a stream on which nobody waits for a certain message. */
function lasts(init: RequestInit): boolean {
  return (
    (init.method ?? "GET") === "GET" || new Headers(init.headers).get("mcp-method") === "subscriptions/listen"
  );
}
