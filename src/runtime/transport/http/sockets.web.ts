import { ConfigurationError } from "../../errors/configuration-error.js";
import type { DispatcherOptions } from "./dispatcher-options.js";

/** Sends requests with the platform's own `fetch`, which manages its connections. */
export class Sockets {
  /** @throws ConfigurationError for options about connecting: the platform decides that */
  constructor(_url: URL, { tls, proxy }: DispatcherOptions) {
    const named = tls !== undefined ? "tls" : proxy !== undefined && proxy !== "env" ? "proxy" : undefined;
    if (named !== undefined)
      throw new ConfigurationError(
        `\`${named}\` has no effect here: the platform's own fetch decides how to connect. Leave it out, or give \`fetch\`.`,
      );
  }

  send(url: string | URL, init: RequestInit): Promise<Response> {
    return fetch(url, init);
  }

  async close(): Promise<void> {}
}
