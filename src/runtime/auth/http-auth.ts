import type { FetchLike } from "@modelcontextprotocol/client";

/** Sends the requests of one transport with credentials. */
export interface AuthorizedHttp {
  /**
   * Sends a request with credentials. Renews them, logs in, steps up and repeats the request when the server requires it. Pass
   * it to the SDK's transport as `fetch`, without an `authProvider`.
   */
  readonly fetch: FetchLike;
  /** Returns headers for a handshake that `fetch` cannot make, such as a WebSocket upgrade. */
  headers(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

/** Credentials of one server, shared by all transports to it. Its own `fetch` sends through the context's. */
export interface HttpAuth extends AuthorizedHttp {
  /** Adds the same credentials to the `fetch` of a transport. */
  authorize(base: FetchLike): AuthorizedHttp;
  /**
   * If a person has to log in first, asks the server and logs in now, before the time limits of a connection start. Does
   * nothing if credentials are available or no person is involved.
   *
   * @throws FmcpError one of the errors in ./errors.js
   */
  prepare(signal?: AbortSignal): Promise<void>;
  /** The login or renewal under way: a request that timed out meanwhile may be repeated after it. Never rejects. */
  readonly pending: Promise<void> | undefined;
  /** Logs in now, even if there are tokens. Resolves to `undefined` if the server does not require a login. */
  login(signal?: AbortSignal): Promise<AuthStatus | undefined>;
  /**
   * Forgets the tokens and the registration for this server, and revokes the tokens if the authorization server supports it
   * (RFC 7009).
   */
  logout(signal?: AbortSignal): Promise<void>;
  /** Describes what is stored, without secrets. */
  status(): Promise<AuthStatus>;
}

/** The state of the credentials of a server. */
export interface AuthStatus {
  readonly kind:
    "bearer" | "custom" | "oauth" | "client_credentials" | "private_key_jwt" | "jwt_bearer" | "cross_app";
  /** Whether a request can be sent with credentials, now or after a silent renewal. */
  readonly authorized: boolean;
  readonly issuer?: string;
  readonly resource?: string;
  readonly clientId?: string;
  /** Granted scopes, separated by spaces. */
  readonly scope?: string;
  /** When the access token expires, in milliseconds since 1970. */
  readonly expiresAt?: number;
  /** Whether a refresh token is stored. */
  readonly refreshable?: boolean;
}

/** A change to the credentials of a server. Safe to log. */
export interface AuthEvent {
  readonly type:
    | "login"
    | "refreshed"
    | "renewed"
    | "stepUp"
    | "registered"
    | "reregistered"
    | "loggedOut"
    | "refreshFailed"
    /** The `resource` in the server's metadata differs from its URL only by a trailing slash; it was accepted. */
    | "resourceSlash"
    /**
     * The server's URL redirects to another one of its origin, and the metadata is about that `resource`: tokens go only there.
     */
    | "redirected";
  readonly serverUrl: string;
  readonly issuer?: string;
  readonly scope?: string;
  /** For `resourceSlash` and `redirected`. */
  readonly resource?: string;
}
