import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { DevicePrompt } from "./login/show-code.js";
import type { TokenStore } from "./store/token-store.js";

/**
 * How a client authenticates to an HTTP, SSE or WebSocket server.
 *
 * - a string: a bearer token, without the word `Bearer`; the literal `"oauth"` means `{ type: "oauth" }`;
 * - a function: called for every request; returns a bearer token, or the request to send instead;
 * - an object with `type`: OAuth with a person, or one of the machine grants; a config file may hold it, too;
 * - an `AuthProvider` or `OAuthClientProvider` of the MCP SDK.
 *
 * Credentials from here replace an `Authorization` header that was set by hand; that header is sent only as long as there are
 * none (before the first login). Credentials are sent only to the origin of the server's URL.
 */
export type Auth = string | RequestAuth | AuthOptions | AuthProvider | OAuthClientProvider;

/** Returns a bearer token for `request`, or a request to send in its place. */
export type RequestAuth = (request: Request) => string | Request | Promise<string | Request>;

/** The forms of `auth` that a config file can also contain. */
export type AuthOptions =
  | BearerOptions
  | OAuthOptions
  | ClientCredentialsOptions
  | PrivateKeyJwtOptions
  | CrossAppOptions
  | JwtBearerOptions;

/** A fixed bearer token. */
export interface BearerOptions {
  readonly type: "bearer";
  /** Without the word `Bearer`. */
  readonly token: string;
}

/** Options of every OAuth grant. */
export interface GrantOptions {
  /**
   * Scopes to request, as a list or separated by spaces. Exactly these are requested, whatever the server's metadata lists;
   * only an `insufficient_scope` challenge can add to them. Default: the scopes of the challenge, else of the metadata, else
   * none.
   */
  readonly scopes?: string | readonly string[];
  /**
   * The only authorization server that may receive credentials (`issuer` of RFC 8414). Default: the one that the server names;
   * if it names several, the one of the last login, else the first that answers.
   */
  readonly issuer?: string;
  /**
   * Resource indicator (RFC 8707) to send instead of the one in the server's metadata. `false` sends none, for servers such as
   * Microsoft Entra ID that derive the resource from the scopes and refuse an explicit one. Default: the metadata's.
   */
  readonly resource?: string | false;
  /**
   * Whom the tokens are for, such as a user id. It is part of the key under which tokens are stored. Required if people share
   * a store and the options do not tell them apart, and if a function makes the assertion of `jwt_bearer` or the ID token of
   * `cross_app`, which may return that of another user each time. Default: the `subject` of the client.
   */
  readonly subject?: string;
  /**
   * Where tokens are stored: `"memory"` (of this client alone), `"file"` (mode 0600, in the user's data folder), or any object
   * with `get`, `set` and `delete`, such as a `keyv`. Default: `"file"` for `"oauth"` if a `subject` is given or the person
   * logs in with this machine's browser, so that one login serves every later run; otherwise `"memory"`. Without a `subject`,
   * files are only for the person at this machine, and a store of your own is refused for grants of a person
   * (a `MemoryTokenStore`: for all clients but the first).
   */
  readonly storage?: "memory" | "file" | TokenStore;
  /** Binds tokens to a key of this client (RFC 9449). Default: false; `true` means `ES256`. */
  readonly dpop?: boolean | DpopAlgorithm;
  /**
   * Hosts with private addresses that the metadata of a *public* server may point to; `true`: any. Default: none. A server
   * whose own URL is private or on loopback may point anywhere.
   */
  readonly allowPrivateAddresses?: boolean | readonly string[];
  /**
   * Replaces the guarded `fetch` for discovery, registration and tokens: for proxies. Redirects stay bounded; the addresses
   * that names resolve to are not checked.
   */
  readonly fetch?: FetchLike;
}

/** Signature algorithm of DPoP proofs (RFC 9449). */
export type DpopAlgorithm = "ES256" | "ES384" | "RS256" | "PS256";

/** How a client proves its identity at the token endpoint (RFC 7591, `token_endpoint_auth_method`). */
export type ClientAuthMethod = "client_secret_basic" | "client_secret_post" | "none";

/** OAuth 2.1 for a person with a browser: authorization code with PKCE. */
export interface OAuthOptions extends GrantOptions {
  readonly type: "oauth";
  /** Id of a client that was registered by hand. Default: the metadata document, else dynamic registration. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /**
   * The only authentication method to use. Default: the method of the registration, else the first listed by the authorization
   * server that fits the secret; if it is refused, the next one is tried once.
   */
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
  /** `https:` URL of a client id metadata document, used if the authorization server accepts one. */
  readonly clientMetadataUrl?: string;
  /** Shown on the consent page. Default `fmcp-codegen`. */
  readonly clientName?: string;
  /** Additional members of the registration request (RFC 7591). */
  readonly clientMetadata?: Readonly<Record<string, unknown>>;
  readonly callback?: CallbackOptions;
  /**
   * Whether a person may be asked. Default true; false under CI (`CI` is set), unless `openUrl`, `paste` or `showCode` is
   * given.
   */
  readonly interactive?: boolean;
  /** Opens the authorization page. Default: the system's browser; without one, the URL is printed on stderr. */
  readonly openUrl?: (url: URL) => void | Promise<void>;
  /** Asks for the URL that the browser was redirected to, on hosts that the redirect cannot reach; races the callback. */
  readonly paste?: (url: URL, signal: AbortSignal) => Promise<string>;
  /**
   * How the person logs in: in a browser on this machine, or with a code on any other device (RFC 8628). Default: in the
   * browser; with a code if this machine cannot show a page (Linux without a display, and no `openUrl`) and the authorization
   * server supports it.
   */
  readonly flow?: "browser" | "device";
  /** Shows where to enter which code, for `flow: "device"`. Default: prints it on stderr. */
  readonly showCode?: (prompt: DevicePrompt) => void | Promise<void>;
  /**
   * Continues if the metadata does not list PKCE methods, which some servers omit. Default false, as the MCP specification
   * requires.
   */
  readonly allowUnlistedPkce?: boolean;
}

/** The page that the browser is redirected to (RFC 8252 §7.3). */
export interface CallbackOptions {
  /**
   * A page of your own that the authorization server redirects to, instead of a server on loopback. `paste` then resolves to
   * the address of that page, including the query. The only way in a browser or a worker.
   */
  readonly redirectUrl?: string;
  /** Host in the redirect URI; must be a loopback address. Default `127.0.0.1`. */
  readonly host?: string;
  /** Port in the redirect URI. Default: the port of the last registration if it is free, else any. */
  readonly port?: number;
  /** Path in the redirect URI. Default `/callback`. */
  readonly path?: string;
  /** How long to wait for the redirect, in milliseconds. Default 300,000 (five minutes). */
  readonly timeoutMs?: number;
}

/** Client credentials with a secret (RFC 6749 §4.4). */
export interface ClientCredentialsOptions extends GrantOptions {
  readonly type: "client_credentials";
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
}

/** Client credentials with a signed assertion (RFC 7523 §2.2). */
export interface PrivateKeyJwtOptions extends GrantOptions {
  readonly type: "private_key_jwt";
  readonly clientId: string;
  /** PKCS#8 PEM or a JWK. Give `assertion` instead of this and `algorithm` if something else signs. */
  readonly privateKey?: string | Readonly<Record<string, unknown>>;
  /** JWS algorithm, such as `ES256`. Required with `privateKey`. */
  readonly algorithm?: string;
  /** Lifetime of an assertion in seconds. Default 300. */
  readonly lifetimeSeconds?: number;
  /** A ready assertion, or a function that makes a new one for every token request. */
  readonly assertion?: AssertionSource;
}

/** A JWT, or a function that makes one: for key management services and workload identities. */
export type AssertionSource = string | ((context: AssertionContext) => string | Promise<string>);

/** What an assertion must be made for. */
export interface AssertionContext {
  /** `issuer` of the authorization server, which is the audience. */
  readonly issuer: string;
  readonly tokenEndpoint: string | undefined;
  /** Resource indicator (RFC 8707), as sent. */
  readonly resource: string | undefined;
  readonly scope: string | undefined;
  readonly signal: AbortSignal;
}

/** Workload identity: a JWT from the platform is the grant (RFC 7523 §2.1, SEP-1933). */
export interface JwtBearerOptions extends GrantOptions {
  readonly type: "jwt_bearer";
  readonly assertion: AssertionSource;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
}

/** Cross-app access: the company's identity provider issues the assertion (SEP-990: RFC 8693, then RFC 7523). */
export interface CrossAppOptions extends GrantOptions {
  readonly type: "cross_app";
  /** Id of this client at the server's authorization server. */
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
  readonly idp: IdentityProviderOptions;
}

/** The identity provider for cross-app access. */
export interface IdentityProviderOptions {
  /** Its issuer, which is used for discovery. Give this or the token endpoint. */
  readonly issuer?: string;
  readonly tokenEndpoint?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** The person's ID token. */
  readonly idToken: AssertionSource;
}
