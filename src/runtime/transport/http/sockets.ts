import { Once } from "../../async/once.js";
import type { DispatcherOptions } from "./dispatcher-options.js";
import { type Dispatchers, makeDispatchers } from "./dispatcher.js";
import { exchange } from "./exchange.js";

/** The socket pools of one server, opened by the first request. */
export class Sockets {
  readonly #dispatchers: Once<Dispatchers>;

  constructor(url: URL, options: DispatcherOptions) {
    this.#dispatchers = new Once(() => makeDispatchers(url, options));
  }

  /** Sends a request with undici. */
  async send(url: string | URL, init: RequestInit): Promise<Response> {
    const dispatchers = await this.#dispatchers.get();
    return exchange(lasts(init) ? dispatchers.streams() : dispatchers.requests, url, init);
  }

  /** Closes them. The next request opens new ones. */
  async close(): Promise<void> {
    const dispatchers = await this.#dispatchers.take()?.catch(() => undefined);
    await dispatchers?.destroy();
  }
}

/** Whether the response is a stream on which no particular message is expected. */
function lasts(init: RequestInit): boolean {
  return (
    (init.method ?? "GET") === "GET" || new Headers(init.headers).get("mcp-method") === "subscriptions/listen"
  );
}
