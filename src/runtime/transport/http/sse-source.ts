import type { FetchLike, JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { HttpError } from "../../errors/http-error.js";
import { loadSdk } from "../../connection/sdk.js";
import type { OpenContext, SourceCredentials, TransportEnd, TransportSource } from "../transport-source.js";
import { readEvent } from "./read-event.js";
import { ssePosts } from "./sse-posts.js";
import { asEventStream } from "./stream-response.js";
import { takeMessages } from "./take-messages.js";
import { Remote, type RemoteOptions } from "./remote.js";
import { SseTransport } from "./sse-transport.js";
import { NamedSource } from "../named-source.js";

/** A server that speaks HTTP with SSE (MCP 2024-11-05), which Streamable HTTP replaced. */
export class SseSource extends NamedSource implements TransportSource {
  readonly kind = "sse";
  readonly label: string;
  readonly supportsAuth = true;
  readonly #remote: Remote;

  /** @throws ConfigurationError for a URL that is not HTTP */
  constructor(options: RemoteOptions) {
    super();
    this.#remote = new Remote(options, "sse");
    this.label = this.#remote.label;
  }

  get serverUrl(): string {
    return this.#remote.url.href;
  }

  get identity(): string {
    return this.#remote.identity(this.kind);
  }

  get secrets(): readonly string[] {
    return this.#remote.secrets;
  }

  get credentials(): SourceCredentials {
    return this.#remote.credentials;
  }

  async open(context: OpenContext): Promise<Transport> {
    const { SSEClientTransport, SseError } = await loadSdk();
    let failure: Error | undefined;
    const fetch = this.#remote.fetchFor(context);
    const limit = this.#remote.maxMessageBytes;
    const hear = (message: JSONRPCMessage): void => transport.onmessage?.(message);
    const place = { label: this.label, server: context.server, limit };
    // The event source requests its stream repeatedly and reports only a text, so the failure is kept for the error.
    const streamFetch: FetchLike = async (url, init) => {
      try {
        const response = await fetch(url, init);
        failure = response.ok ? undefined : statusOf(response, this.label, context.server);
        if (!response.ok) return response;
        return takeMessages(asEventStream(response, place), limit, (event) => {
          for (const message of readEvent(event, place)) hear(message);
        });
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
    const inner = new SSEClientTransport(this.#remote.url, {
      fetch: ssePosts(
        fetch,
        { ...place, addsCredentials: context.authProvider !== undefined },
        hear,
        (error) => transport.onerror?.(error),
      ),
      eventSourceInit: { fetch: streamFetch },
      redirectPolicy: "follow",
      ...(context.authProvider !== undefined && { authProvider: context.authProvider }),
    });
    const transport = new SseTransport(inner, {
      // A provider's errors are the SDK's own.
      failure: () => (context.authProvider === undefined ? failure : undefined),
      isStreamError: (error) => error instanceof SseError,
    });
    return transport;
  }

  diagnose(transport: Transport): TransportEnd | undefined {
    return transport instanceof SseTransport ? transport.end : undefined;
  }

  dispose(): Promise<void> {
    return this.#remote.dispose();
  }
}

/** Statuses with which a Streamable HTTP server refuses a request for the older event stream. */
const NOT_SSE = new Set([400, 405, 406]);

function statusOf({ status }: Response, label: string, server: string | undefined): HttpError {
  const hint = NOT_SSE.has(status) ? ' If it speaks Streamable HTTP, configure it with "type": "http".' : "";
  return new HttpError(
    `${show(label)} answered HTTP ${status} to the request for its event stream.${hint}`,
    status,
    { server },
  );
}
