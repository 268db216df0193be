import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { urlSecrets } from "../../../shared/secrets/index.js";
import { urlProblem } from "../../../shared/config/transport-kind.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { identityHeaders } from "../../identity/digest.js";
import { certificateOf } from "../certificate.js";
import { identityOf, nameOfObject } from "../identity.js";
import type { OpenContext, SourceCredentials, SourceKind } from "../transport-source.js";
import { checkMessageLimit } from "../check-message-limit.js";
import { DEFAULT_MAX_MESSAGE_BYTES } from "../message-too-large-error.js";
import { CookieJar, withCookies } from "./cookies.js";
import type { DispatcherOptions } from "./dispatcher-options.js";
import type { RedirectPolicy } from "./follow-redirects.js";
import { checkedHeaders, type HeaderSource, programHeaders, userHeaders } from "./headers.js";
import { httpFetch } from "./http-fetch.js";
import { Sockets } from "./sockets.js";
import { base64, utf8 } from "../../../shared/bytes/base64.js";

/** A server behind an `http:` or `https:` URL. */
export interface RemoteOptions extends DispatcherOptions {
  /** Path, query and trailing slash are kept. User and password become Basic credentials. */
  readonly url: string | URL;
  /** Sent with every request, only to the server's origin. */
  readonly headers?: HeaderSource;
  /** Sends the requests instead of undici; it then has to handle `tls`, `proxy` and `connectTimeoutMs` itself. */
  readonly fetch?: FetchLike;
  /** Default `same-origin`: others are refused with an error that names the target. */
  readonly redirects?: RedirectPolicy;
  /**
   * Largest message that the server may send, in bytes after decompression; a larger one fails the call that it answers.
   * Default 32 MiB.
   */
  readonly maxMessageBytes?: number;
  /** @deprecated the former name of `maxMessageBytes`, which takes precedence */
  readonly maxBodyBytes?: number;
  /** Whether to send the server's cookies back to it (never to another origin). Default true. */
  readonly cookies?: boolean;
}

/** What Streamable HTTP and SSE share: URL, headers, socket pools. */
export class Remote {
  readonly url: URL;
  readonly label: string;
  readonly #options: RemoteOptions;
  readonly #basic: string | undefined;
  readonly #sockets: Sockets;
  readonly #jars = new WeakMap<object, CookieJar>();

  /** @throws ConfigurationError */
  constructor(options: RemoteOptions, kind: "http" | "sse") {
    checkMessageLimit(options.maxMessageBytes);
    checkMessageLimit(options.maxBodyBytes, "maxBodyBytes");
    this.#options = options;
    this.url = parseUrl(options.url, kind);
    this.#basic = takeCredentials(this.url);
    this.label = this.url.origin + this.url.pathname;
    this.#sockets = new Sockets(this.url, options.fetch === undefined ? options : {});
  }

  /**
   * Identifies the server: its URL, and the function that sends the requests if the program provides one, since it may send
   * them anywhere.
   */
  identity(kind: SourceKind): string {
    const { fetch } = this.#options;
    return identityOf(kind, this.url.href, ...(fetch === undefined ? [] : [nameOfObject(fetch)]));
  }

  /** What its requests carry that identifies their user. */
  get credentials(): SourceCredentials {
    const { headers, fetch, tls } = this.#options;
    return {
      change: typeof headers === "function",
      given: headers === undefined || typeof headers === "function" ? undefined : () => this.#given(headers),
      own: fetch !== undefined,
      certificate: certificateOf(tls),
      headers: (server) => userHeaders(this.#headersFor(server), this.label),
    };
  }

  #headersFor(server: string = this.label): HeaderSource | undefined {
    const headers = programHeaders(this.#options.headers, server);
    if (this.#basic === undefined) return headers;
    return async () => withBasic(await userHeaders(headers, this.label), this.#basic);
  }

  #given(headers: Exclude<HeaderSource, () => unknown>): Headers {
    return withBasic(checkedHeaders(headers, this.label), this.#basic);
  }

  /** Largest message, in bytes. */
  get maxMessageBytes(): number {
    return this.#options.maxMessageBytes ?? this.#options.maxBodyBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
  }

  /** Builds the fetch of a connection: credentials, the user's headers, cookies, redirects, limits. */
  fetchFor(context: OpenContext): FetchLike {
    const { redirects = "same-origin", cookies = true } = this.#options;
    const send = this.#sendTelling(context);
    const fetch = httpFetch({
      ...{ label: this.label, server: context.server, origin: this.url.origin, redirects },
      maxMessageBytes: this.maxMessageBytes,
      headers: context.headers ?? this.#headersFor(context.server),
      send: cookies ? withCookies(send, this.#jarOf(context.cookieScope)) : send,
    });
    return context.authorize?.(fetch).fetch ?? fetch;
  }

  #jarOf(scope: object = {}): CookieJar {
    const jar = this.#jars.get(scope) ?? new CookieJar();
    this.#jars.set(scope, jar);
    return jar;
  }

  /** Values in the URL and the headers that may be secrets. */
  get secrets(): readonly string[] {
    const { headers, tls, proxy } = this.#options;
    const given = typeof headers === "function" ? [] : [...checkedHeaders(headers, this.label).values()];
    const { key, passphrase } = (tls ?? {}) as { readonly key?: unknown; readonly passphrase?: unknown };
    const texts = [key, passphrase].filter((value) => typeof value === "string");
    return [
      ...urlSecrets(String(this.#options.url)),
      ...given,
      ...texts,
      ...(proxy ? urlSecrets(String(proxy)) : []),
    ];
  }

  /** Reports the credentials of each request before it is sent. */
  #sendTelling({ onSecrets }: OpenContext): FetchLike {
    const send: FetchLike = this.#options.fetch ?? ((url, init) => this.#sockets.send(url, init ?? {}));
    if (onSecrets === undefined) return send;
    return (url, init) => {
      onSecrets(identityHeaders(new Headers(init?.headers)).map(([, value]) => value));
      return send(url, init);
    };
  }

  /** Closes the sockets. The next connection opens new ones. */
  dispose(): Promise<void> {
    return this.#sockets.close();
  }
}

function parseUrl(given: string | URL, kind: "http" | "sse"): URL {
  const text = String(given);
  const problem = urlProblem(text, kind);
  if (problem === undefined) return new URL(text);
  throw new ConfigurationError(
    `The URL "${show(withoutSecrets(text))}" ${problem}. Write it in full, such as https://example.com/mcp.`,
  );
}

function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, "");
}

/** Moves credentials from the URL to a header: the fetch standard does not allow them in a URL. */
function takeCredentials(url: URL): string | undefined {
  if (url.username === "" && url.password === "") return undefined;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return `Basic ${base64(utf8(pair))}`;
}

function withBasic(headers: Headers, basic: string | undefined): Headers {
  if (basic !== undefined && !headers.has("authorization")) headers.set("authorization", basic);
  return headers;
}
