import type { FetchLike, JSONRPCMessage, TransportSendOptions } from "@modelcontextprotocol/client";

/** The first revision whose requests have more headers than these. */
export const MODERN = "2026-07-28";

/** Requests that open a session: the SDK must see their answers. */
const OPENING = new Set(["initialize", "server/discover"]);

/**
 * Sends the POSTs of Streamable HTTP up to 2025-11-25 without the SDK's transport: they only need a message, the session and
 * the version. The SDK parses each message with zod and copies its headers several times, which costs more than sending it.
 */
export class DirectPosts {
  /** As negotiated; `undefined`: not negotiated yet, or each request needs more than this. */
  protocolVersion: string | undefined;
  readonly #url: URL;
  readonly #send: FetchLike;

  constructor(url: URL, send: FetchLike) {
    this.#url = url;
    this.#send = send;
  }

  /** Whether a message can be sent in this way. */
  takes(message: JSONRPCMessage & { readonly method: string }, options?: TransportSendOptions): boolean {
    const { protocolVersion: version } = this;
    return (
      version !== undefined &&
      version < MODERN &&
      !OPENING.has(message.method) &&
      options?.requestSignal !== undefined &&
      options.headers === undefined &&
      options.resumptionToken === undefined
    );
  }

  /** Sends a message until its signal aborts; resolves to the response, whatever its status. */
  async post(
    message: JSONRPCMessage,
    sessionId: string | undefined,
    options?: TransportSendOptions,
  ): Promise<Response> {
    return this.#send(this.#url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        ...(this.protocolVersion !== undefined && { "mcp-protocol-version": this.protocolVersion }),
        ...(sessionId !== undefined && { "mcp-session-id": sessionId }),
      },
      body: JSON.stringify(message),
      signal: options?.requestSignal ?? null,
    });
  }
}
