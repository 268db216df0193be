import type { Transport } from "@modelcontextprotocol/client";
import type { OpenContext, SourceCredentials, TransportEnd, TransportSource } from "../source.js";
import { HttpTransport } from "./http-transport.js";
import { reconnectGently } from "./reconnect.js";
import { refuseAccepted } from "./refuse-accepted.js";
import { Remote, type RemoteOptions } from "./remote.js";
import { SseSource } from "./sse-source.js";
import { Standby } from "./standby.js";

export interface HttpOptions extends RemoteOptions {
  /** Whether a server that refuses the handshake with 400, 404 or 405 is tried with SSE. Default true. */
  readonly fallbackToSse?: boolean;
}

/** A server that speaks Streamable HTTP (MCP, transports, Streamable HTTP), or the older SSE where it refuses. */
export class HttpSource implements TransportSource {
  readonly kind = "http";
  readonly label: string;
  readonly supportsAuth = true;
  readonly #remote: Remote;
  readonly #sse: SseSource | undefined;
  #fellBack = false;

  /** @throws ConfigurationError the URL is none that HTTP speaks */
  constructor(options: HttpOptions) {
    this.#remote = new Remote(options, "http");
    this.label = this.#remote.label;
    this.#sse = options.fallbackToSse === false ? undefined : new SseSource(options);
  }

  get identity(): string {
    return this.#remote.identity(this.kind);
  }

  get credentials(): SourceCredentials {
    return this.#remote.credentials;
  }

  async open(context: OpenContext): Promise<Transport> {
    const sse = this.#sse;
    if (this.#fellBack && sse !== undefined) return sse.open(context);
    const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
    let failure: Error | undefined;
    const standby = new Standby(
      this.#remote.fetchFor(context, (error) => (failure = error)),
      context.listens ?? true,
    );
    const inner = new StreamableHTTPClientTransport(this.#remote.url, {
      fetch: refuseAccepted(standby.fetch, this.label, context.server),
      // Redirects are settled underneath.
      redirectPolicy: "follow",
      reconnectionScheduler: reconnectGently(),
      ...(context.authProvider !== undefined && { authProvider: context.authProvider }),
    });
    return new HttpTransport(inner, standby, {
      failure: () => failure,
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
