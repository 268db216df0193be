import type { FetchLike, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** How long the first request waits for the stream. Some servers send no header before there is something to say. */
const SETTLE_MS = 500;

/**
 * The stream on which a server speaks unasked (MCP, Streamable HTTP, "Listening for Messages from the Server"). The SDK
 * asks for it after every handshake; here it is asked for when somebody listens. A stream that is resumed is another matter.
 */
export class Standby {
  readonly fetch: FetchLike;
  #open: boolean;
  #asked: Promise<unknown> | undefined;
  #heard = false;

  constructor(send: FetchLike, open: boolean) {
    this.#open = open;
    this.fetch = (url, init) => {
      const asks = init?.method === "GET" && !new Headers(init.headers).has("last-event-id");
      if (!asks) return send(url, init);
      if (!this.#open) return Promise.resolve(new Response(null, { status: 405 }));
      const response = send(url, init);
      this.#asked = Promise.resolve(response).then(
        ({ ok }) => void (this.#heard = ok),
        () => undefined,
      );
      return response;
    };
  }

  /** Whether the server opened the stream. Some answer requests there. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Asks for the stream, if that was not done before; does not wait long for its header. @throws what refuses it until then */
  async listen(transport: StreamableHTTPClientTransport): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    // nothing to resume from: the stream's beginning
    const opened = transport.resumeStream("");
    // whoever listens next asks again; what refuses it later is no longer this caller's
    opened.catch(() => (this.#open = false));
    let timer: NodeJS.Timeout | undefined;
    const settled = new Promise<void>((resolve) => (timer = setTimeout(resolve, SETTLE_MS)));
    await Promise.race([opened, settled]).finally(() => clearTimeout(timer));
  }

  /** Waits, once, for a stream that was asked for: what a server says before it has one is lost. `undefined`: nothing to wait for. */
  settled(): Promise<unknown> | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked === undefined) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SETTLE_MS);
      void asked.then(() => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
  }
}
