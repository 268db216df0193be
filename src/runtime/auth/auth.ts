import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import type { DevicePrompt } from "./login/show-code.js";
import type { TokenStore } from "./store/token-store.js";

/**
 * How a client proves who it is to an HTTP, SSE or WebSocket server.
 *
 * - a string: a bearer token, without the word `Bearer`; the literal `"oauth"` means `{ type: "oauth" }`;
 * - a function: called for every request; it answers a bearer token, or the request to send instead;
 * - an object with `type`: OAuth with a person, or one of the machine grants; also what a config file may hold;
 * - an `AuthProvider` or `OAuthClientProvider` of the MCP SDK.
 *
 * Credentials found here replace an `Authorization` header that was set by hand; as long as there are none (before the
 * first login), the header set by hand is sent. They go to the origin of the server's URL only.
 */
export type Auth = string | RequestAuth | AuthOptions | AuthProvider | OAuthClientProvider;

/** Answers a bearer token for `request`, or the request to send in its place. */
export type RequestAuth = (request: Request) => string | Request | Promise<string | Request>;

/** Everything that a config file can say, too. */
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

/** What every OAuth grant takes. */
export interface GrantOptions {
  /**
   * Asked for exactly, whatever the server's metadata lists; a list, or separated by spaces. The server can only widen
   * it through an `insufficient_scope` challenge. Default: the challenge's scopes, else the metadata's, else none.
   */
  readonly scopes?: string | readonly string[];
  /**
   * The authorization server that credentials may be sent to (`issuer` of RFC 8414). Default: the one that the server names; of
   * several, the one of the last login, else the first that answers.
   */
  readonly issuer?: string;
  /**
   * Resource indicator (RFC 8707) that is sent in place of the one in the server's metadata. `false`: none is sent, for servers such
   * as Microsoft Entra ID that take the resource from the scopes, and refuse another. Default: the metadata's.
   */
  readonly resource?: string | false;
  /**
   * Whom the tokens are for, such as the id of a user: part of the key under which they are kept. Required where people share a
   * store and the options do not tell them apart. Default: the `subject` of the client.
   */
  readonly subject?: string;
  /**
   * Where tokens live: `"memory"` (of this client alone), `"file"` (mode 0600, in the user's data folder), or anything with `get`,
   * `set` and `delete`, such as a `keyv`. Default: `"file"` for `"oauth"`, so that one login serves every later run, if a `subject`
   * is given or the person logs in with the browser of this machine; else `"memory"`. Without a `subject`, files are for the person
   * at this machine alone, and a store of your own is refused for grants of a person and for an assertion that a function makes.
   */
  readonly storage?: "memory" | "file" | TokenStore;
  /** Binds tokens to a key of this client (RFC 9449). Default: false; `true` means `ES256`. */
  readonly dpop?: boolean | DpopAlgorithm;
  /**
   * Hosts with a private address that metadata of a *public* server may point to; `true`: any. Default: none.
   * A server whose own URL is private or on loopback may point anywhere.
   */
  readonly allowPrivateAddresses?: boolean | readonly string[];
  /** Used for discovery, registration and tokens instead of the guarded one: for proxies. Redirects stay bounded, addresses behind names are not checked. */
  readonly fetch?: FetchLike;
}

/** Signature algorithm of DPoP proofs (RFC 9449). */
export type DpopAlgorithm = "ES256" | "ES384" | "RS256" | "PS256";

/** How a client shows its secret at the token endpoint (RFC 7591, `token_endpoint_auth_method`). */
export type ClientAuthMethod = "client_secret_basic" | "client_secret_post" | "none";

/** OAuth 2.1 with a person in front of a browser: authorization code with PKCE. */
export interface OAuthOptions extends GrantOptions {
  readonly type: "oauth";
  /** A client that was registered by hand. Default: the metadata document, else dynamic registration. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /**
   * The only method used. Default: the one of the registration, else the first that the authorization server lists and that fits
   * the secret; where it is refused, the next one is tried once.
   */
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
  /** `https:` URL of a client id metadata document, used where the authorization server takes one. */
  readonly clientMetadataUrl?: string;
  /** Shown on the consent page. Default `fmcp-codegen`. */
  readonly clientName?: string;
  /** Further members of the registration request (RFC 7591). */
  readonly clientMetadata?: Readonly<Record<string, unknown>>;
  readonly callback?: CallbackOptions;
  /** Whether a person may be asked. Default: not under CI (`CI` is set) unless `openUrl`, `paste` or `showCode` is given. */
  readonly interactive?: boolean;
  /** Shows the authorization page. Default: the system's browser, and the URL on stderr where there is none. */
  readonly openUrl?: (url: URL) => void | Promise<void>;
  /** Asks for the URL that the browser was sent back to, for hosts without one; races the callback. */
  readonly paste?: (url: URL, signal: AbortSignal) => Promise<string>;
  /**
   * How the person logs in: in a browser of this machine, or with a code on any other device (RFC 8628). Default: in the browser;
   * with a code where this machine can show no page (a Linux without a display, and no `openUrl`) and the
   * authorization server offers it.
   */
  readonly flow?: "browser" | "device";
  /** Shows where to enter which code, for `flow: "device"`. Default: on stderr. */
  readonly showCode?: (prompt: DevicePrompt) => void | Promise<void>;
  /** Goes on where metadata does not list PKCE methods, which some servers forget. Default: false, as the MCP specification says. */
  readonly allowUnlistedPkce?: boolean;
}

/** The page that the browser comes back to (RFC 8252 §7.3). */
export interface CallbackOptions {
  /**
   * A page of your own that the authorization server leads back to, in place of a server on loopback. `paste` then
   * resolves to the address of that page, query included: the one way in a browser or a worker.
   */
  readonly redirectUrl?: string;
  /** In the redirect URI; must be a loopback address. Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: the port of the last registration if it is free, else any. */
  readonly port?: number;
  /** Default `/callback`. */
  readonly path?: string;
  /** Default 300,000 (five minutes). */
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
  /** PKCS#8 PEM or a JWK; or, in place of both fields, `assertion`. */
  readonly privateKey?: string | Readonly<Record<string, unknown>>;
  /** JWS algorithm, such as `ES256`. Required with `privateKey`. */
  readonly algorithm?: string;
  /** Life of an assertion in seconds. Default 300. */
  readonly lifetimeSeconds?: number;
  /** A ready assertion, or what makes a fresh one for every token request. */
  readonly assertion?: AssertionSource;
}

/** A JWT, or what makes one: for key management services and workload identities. */
export type AssertionSource = string | ((context: AssertionContext) => string | Promise<string>);

/** What an assertion is made for. */
export interface AssertionContext {
  /** `issuer` of the authorization server: the audience. */
  readonly issuer: string;
  readonly tokenEndpoint: string | undefined;
  /** Resource indicator (RFC 8707), as sent. */
  readonly resource: string | undefined;
  readonly scope: string | undefined;
  readonly signal: AbortSignal;
}

/** Workload identity: a platform's JWT is the grant (RFC 7523 §2.1, SEP-1933). */
export interface JwtBearerOptions extends GrantOptions {
  readonly type: "jwt_bearer";
  readonly assertion: AssertionSource;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
}

/** Cross-app access: the company's identity provider vouches (SEP-990: RFC 8693, then RFC 7523). */
export interface CrossAppOptions extends GrantOptions {
  readonly type: "cross_app";
  /** This client at the server's authorization server. */
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod?: ClientAuthMethod;
  readonly idp: IdentityProviderOptions;
}

/** The identity provider of cross-app access. */
export interface IdentityProviderOptions {
  /** Either its issuer, to be discovered, or its token endpoint. */
  readonly issuer?: string;
  readonly tokenEndpoint?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** The person's ID token. */
  readonly idToken: AssertionSource;
}
