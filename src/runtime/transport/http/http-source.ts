import type { Transport } from "@modelcontextprotocol/client";
import { systemClock } from "../../async/clock.js";
import { loadSdk } from "../../connection/sdk.js";
import type { OpenContext, SourceCredentials, TransportEnd, TransportSource } from "../transport-source.js";
import { HttpTransport } from "./http-transport.js";
import { Remote, type RemoteOptions } from "./remote.js";
import { SseSource } from "./sse-source.js";
import { Standby } from "./standby.js";
import { NamedSource } from "../named-source.js";

/** Options of Streamable HTTP. */
export interface HttpOptions extends RemoteOptions {
  /** Whether to try SSE if a server refuses the handshake with 400, 404 or 405. Default true. */
  readonly fallbackToSse?: boolean;
}

/** A server that speaks Streamable HTTP (MCP, transports, Streamable HTTP), or the older SSE if it refuses that. */
export class HttpSource extends NamedSource implements TransportSource {
  readonly kind = "http";
  readonly label: string;
  readonly supportsAuth = true;
  readonly #remote: Remote;
  readonly #sse: SseSource | undefined;
  #fellBack = false;

  /** @throws ConfigurationError for a URL that is not HTTP */
  constructor(options: HttpOptions) {
    super();
    this.#remote = new Remote(options, "http");
    this.label = this.#remote.label;
    this.#sse = options.fallbackToSse === false ? undefined : new SseSource(options);
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
    const sse = this.#sse;
    if (this.#fellBack && sse !== undefined) return sse.open(context);
    const { StreamableHTTPClientTransport } = await loadSdk();
    const standby = new Standby(this.#remote.fetchFor(context), context.listens ?? true);
    return new HttpTransport({
      url: this.#remote.url,
      label: this.label,
      addsCredentials: context.authProvider !== undefined,
      server: context.server,
      limit: this.#remote.maxMessageBytes,
      standby,
      clock: systemClock,
      connect: (desk) =>
        new StreamableHTTPClientTransport(this.#remote.url, {
          fetch: desk.fetch,
          // Redirects are handled below.
          redirectPolicy: "follow",
          ...(context.authProvider !== undefined && { authProvider: context.authProvider }),
        }),
      openSse: sse && (() => sse.open(context)),
      onFallback: (status) => {
        this.#fellBack = true;
        context.onEvent?.({ type: "fallback", label: this.label, to: "sse", status });
      },
    });
  }

  diagnose(transport: Transport): TransportEnd | undefined {
    return transport instanceof HttpTransport ? transport.end : this.#sse?.diagnose(transport);
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#remote.dispose(), this.#sse?.dispose()]);
  }
}
