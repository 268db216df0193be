import type { FetchLike } from "@modelcontextprotocol/client";

const SESSION = "mcp-session-id";

/**
 * The session of a server that names it only after the handshake: in its answer to `notifications/initialized`, or to a later
 * request. The SDK's transport only takes the id that comes with the answer to `initialize`.
 */
export class LateSession {
  readonly #send: FetchLike;
  /** Whether ids are taken: after the handshake of a revision that has sessions. */
  open = false;
  #id: string | undefined;

  constructor(send: FetchLike) {
    this.#send = send;
  }

  /** The id; `undefined`: the server named none after the handshake. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Sends a request, in the session if there is one. */
  readonly fetch: FetchLike = async (url, init = {}) => {
    if (!this.open || named(init.headers)) return this.#send(url, init);
    const headers = new Headers(init.headers);
    if (this.#id !== undefined) headers.set(SESSION, this.#id);
    const response = await this.#send(url, this.#id === undefined ? init : { ...init, headers });
    if (response.ok) this.#id ??= response.headers.get(SESSION) || undefined;
    return response;
  };

  /** Ends the session on the server. */
  async end(url: URL, protocolVersion: string): Promise<void> {
    const headers = { "mcp-protocol-version": protocolVersion };
    const response = await this.fetch(url, { method: "DELETE", headers });
    await response.body?.cancel();
  }
}

function named(headers: RequestInit["headers"]): boolean {
  if (headers === undefined || headers instanceof Headers) return headers?.has(SESSION) === true;
  return Object.keys(headers).includes(SESSION);
}
