import type { FetchLike } from "@modelcontextprotocol/client";

/** Requests of one transport with credentials. */
export interface AuthorizedHttp {
  /**
   * Sends a request with credentials: renews them, logs in, steps up and repeats the request where the server asks for it.
   * Give it to the SDK's transport as `fetch`, and no `authProvider`.
   */
  readonly fetch: FetchLike;
  /** Headers for a handshake that `fetch` cannot make, such as a WebSocket upgrade. */
  headers(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

/** Credentials of one server, shared by all transports to it. Its own `fetch` sends through the context's. */
export interface HttpAuth extends AuthorizedHttp {
  /** The same credentials around the `fetch` of a transport. */
  authorize(base: FetchLike): AuthorizedHttp;
  /**
   * Where a person has to log in first, asks the server and does it now: before a connection's time limits run. Does
   * nothing where credentials are at hand or no person is involved.
   *
   * @throws FmcpError a cause of ./errors.js
   */
  prepare(signal?: AbortSignal): Promise<void>;
  /** The login or renewal under way: a request that ran out of time meanwhile may be repeated after it. Never rejects. */
  readonly pending: Promise<void> | undefined;
  /** Logs in now, even if there are tokens. `undefined`: the server asks for no login. */
  login(signal?: AbortSignal): Promise<AuthStatus | undefined>;
  /** Forgets tokens and registration of this server, and revokes them where the authorization server can (RFC 7009). */
  logout(signal?: AbortSignal): Promise<void>;
  /** What is stored. No secret in it. */
  status(): Promise<AuthStatus>;
}

/** What is known about the credentials of a server. */
export interface AuthStatus {
  readonly kind:
    "bearer" | "custom" | "oauth" | "client_credentials" | "private_key_jwt" | "jwt_bearer" | "cross_app";
  /** A request could be sent with credentials now or after a silent renewal. */
  readonly authorized: boolean;
  readonly issuer?: string;
  readonly resource?: string;
  readonly clientId?: string;
  /** Granted, separated by spaces. */
  readonly scope?: string;
  /** Of the access token, in milliseconds since 1970. */
  readonly expiresAt?: number;
  /** A refresh token is stored. */
  readonly refreshable?: boolean;
}

/** Something happened to the credentials of a server. Safe to log. */
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
    /** The server's metadata is about a `resource` whose path differs from its URL by the slash at the end; it was taken. */
    | "resourceSlash"
    /** The server's URL leads to another one of its origin, and the metadata is about that `resource`: tokens go there only. */
    | "redirected";
  readonly serverUrl: string;
  readonly issuer?: string;
  readonly scope?: string;
  /** Of `resourceSlash` and `redirected`. */
  readonly resource?: string;
}
