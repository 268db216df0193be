import type { Transport } from "@modelcontextprotocol/client";
import { urlSecrets } from "../../../shared/secrets/index.js";
import { urlProblem } from "../../../shared/config/transport-kind.js";
import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import type { TlsOptions } from "../http/dispatcher-options.js";
import {
  checkedHeaders,
  type HeaderSource,
  mergeHeaders,
  programHeaders,
  userHeaders,
} from "../http/headers.js";
import { checkMessageLimit } from "../check-message-limit.js";
import { DEFAULT_MAX_MESSAGE_BYTES } from "../message-too-large-error.js";
import { identityOf } from "../identity.js";
import { identityHeaders } from "../../identity/digest.js";
import { certificateOf } from "../certificate.js";
import type { OpenContext, SourceCredentials, TransportEnd, TransportSource } from "../transport-source.js";
import { WebSocketTransport } from "./websocket-transport.js";
import { NamedSource } from "../named-source.js";

/** Options of WebSocket. */
export interface WebSocketOptions {
  /** `ws:` or `wss:`. */
  readonly url: string | URL;
  /** Headers of the handshake. */
  readonly headers?: HeaderSource;
  readonly tls?: TlsOptions;
  /** Interval in milliseconds in which the server must answer a ping; 0: no pings. Default 30,000. */
  readonly pingIntervalMs?: number;
  /** Time limit for connecting, in milliseconds. Default 30,000. */
  readonly connectTimeoutMs?: number;
  /** Largest message that the server may send, in bytes; a larger one fails the call that it answers. Default 32 MiB. */
  readonly maxMessageBytes?: number;
}

/** A server that speaks JSON-RPC over WebSocket, with the subprotocol `mcp`. This transport is not in the specification. */
export class WebSocketSource extends NamedSource implements TransportSource {
  readonly kind = "websocket";
  readonly label: string;
  readonly supportsAuth = true;
  readonly #url: URL;
  readonly #options: WebSocketOptions;

  /** @throws ConfigurationError for a URL that is not WebSocket */
  constructor(options: WebSocketOptions) {
    super();
    const text = String(options.url);
    const problem = urlProblem(text, "websocket");
    if (problem !== undefined) {
      const shown = show(text.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, ""));
      throw new ConfigurationError(
        `The URL "${shown}" ${problem}. Write it in full, such as wss://example.com/mcp.`,
      );
    }
    checkMessageLimit(options.maxMessageBytes);
    this.#url = new URL(text);
    this.#url.hash = "";
    this.#options = options;
    this.label =
      this.#url.origin === "null"
        ? `${this.#url.protocol}//${this.#url.host}${this.#url.pathname}`
        : this.#url.origin + this.#url.pathname;
  }

  get serverUrl(): string {
    return this.#url.href;
  }

  get identity(): string {
    return identityOf(this.kind, this.#url.href);
  }

  get secrets(): readonly string[] {
    const { url, headers } = this.#options;
    const given = typeof headers === "function" ? [] : [...checkedHeaders(headers, this.label).values()];
    return [...urlSecrets(String(url)), ...given];
  }

  get credentials(): SourceCredentials {
    const { headers, tls } = this.#options;
    return {
      change: typeof headers === "function",
      given:
        headers === undefined || typeof headers === "function"
          ? undefined
          : () => checkedHeaders(headers, this.label),
      own: false,
      certificate: certificateOf(tls),
      headers: (server = this.label) => userHeaders(programHeaders(headers, server), this.label),
    };
  }

  open(context: OpenContext): Promise<Transport> {
    if (context.authProvider !== undefined && context.authorize === undefined) {
      const message = "An `authProvider` cannot authorize a WebSocket: give `headers`, or an `auth` option.";
      return Promise.reject(new ConfigurationError(message, { server: context.server }));
    }
    const {
      tls,
      headers,
      pingIntervalMs = 30_000,
      connectTimeoutMs = 30_000,
      maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES,
    } = this.#options;
    const transport = new WebSocketTransport({
      ...{
        url: this.#url,
        label: this.label,
        server: context.server,
        tls,
        pingIntervalMs,
        connectTimeoutMs,
        maxMessageBytes,
      },
      headers: async () => {
        // Its request is for `fetch`; the handshake only uses the headers.
        const credentials = await context
          .authorize?.((url, init) => fetch(url, init))
          .headers?.(context.signal);
        const own = context.headers ?? programHeaders(headers, context.server ?? this.label);
        const sent = mergeHeaders(credentials, await userHeaders(own, this.label));
        context.onSecrets?.(identityHeaders(sent).map(([, value]) => value));
        return Object.fromEntries(sent);
      },
      onNoise: (text) => context.onEvent?.({ type: "noise", label: this.label, text }),
    });
    return Promise.resolve(transport);
  }

  diagnose(transport: Transport): TransportEnd | undefined {
    return transport instanceof WebSocketTransport ? transport.end : undefined;
  }
}
