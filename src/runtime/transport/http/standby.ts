import type { FetchLike, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** How long the first request waits for the stream. Some servers send no headers before the first message. */
const SETTLE_MS = 500;

/**
 * The stream of a server's unsolicited messages (MCP, Streamable HTTP, "Listening for Messages from the Server"). The SDK
 * requests it after every handshake; here it is requested once there is a listener. Resumed streams are handled elsewhere.
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

  /**
   * Requests the stream, unless that was done before; does not wait long for its headers. @throws the refusal, if it comes in
   * that time
   */
  async listen(transport: StreamableHTTPClientTransport): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    // nothing to resume from: the stream's beginning
    const opened = transport.resumeStream("");
    // the next listener requests it again; a later refusal no longer concerns this caller
    opened.catch(() => (this.#open = false));
    let timer: NodeJS.Timeout | undefined;
    const settled = new Promise<void>((resolve) => (timer = setTimeout(resolve, SETTLE_MS)));
    await Promise.race([opened, settled]).finally(() => clearTimeout(timer));
  }

  /** Waits, once, for a requested stream: messages that a server sends before it are lost. `undefined`: nothing to wait for. */
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
