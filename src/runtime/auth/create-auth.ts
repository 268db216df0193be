import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import { authSecrets } from "../../shared/secrets/index.js";
import { systemClock, type Clock } from "../async/clock.js";
import type { Auth, RequestAuth } from "./auth.js";
import { authorizedFetch } from "./authorized-fetch.js";
import { BearerSource } from "./bearer-source.js";
import { checkedOptions } from "./check-options.js";
import { Confidence } from "./confidence.js";
import type { CredentialSource } from "./credential-source.js";
import type { AuthEvent, AuthorizedHttp, HttpAuth } from "./http-auth.js";
import type { DuringLogin } from "./grants/grant.js";
import { lazySource } from "./lazy-source.js";
import { isTokenProvider } from "../identity/identify.js";
import type { LatestIdentity } from "../identity/identity.js";
import { identityProvider } from "./identity-provider.js";
import { identityAuthFetch, requestAuthFetch } from "./request-auth.js";

/** What `createAuth` needs besides `auth`. */
export interface AuthContext {
  /** URL of the MCP server. Credentials are sent only to its origin. */
  readonly serverUrl: string | URL;
  /** Key of the server in the config, for errors. */
  readonly server?: string;
  /** Sends requests to the server. Default: the global `fetch`. */
  readonly fetch?: FetchLike;
  readonly clock?: Clock;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  readonly onEvent?: (event: AuthEvent) => void;
  /**
   * Called with every secret that is obtained: tokens, codes, secrets of registrations. Errors and events of these credentials
   * do not contain them; code that shows what the server says has to remove them itself.
   */
  readonly onSecrets?: (secrets: readonly string[]) => void;
  /** Whom tokens are for, if `auth` does not say so. */
  readonly subject?: string;
  /** For whom the requests are, if a function answers that: only that identity's credentials are sent. */
  readonly identity?: LatestIdentity;
  /** Credentials with the same owner (a client) share tokens that are kept in memory. Default: an owner of its own. */
  readonly owner?: object;
  /** Runs a login, which may take as long as `limitMs`. Lets deadlines of waiting callers be paused meanwhile. */
  readonly duringLogin?: DuringLogin;
  /** Whether the person who logs in is the user of this machine even if `openUrl` or `paste` shows the page. Default false. */
  readonly localUser?: boolean;
}

/**
 * Creates the credentials of one server for transports to use. Loads, reads and sends nothing before the first request.
 *
 * @throws AuthConfigError `auth` is not of a supported form, or has an unknown or wrong member
 */
export function createAuth(auth: Auth, context: AuthContext): HttpAuth {
  const serverUrl = new URL(context.serverUrl);
  serverUrl.hash = "";
  let send: FetchLike = context.fetch ?? ((input, init) => fetch(input, init));
  const viaSend: FetchLike = (input, init) => send(input, init);
  const confidence = new Confidence(authSecrets(auth), context.onSecrets);
  const source =
    typeof auth === "function" ? undefined : sourceOf(auth, serverUrl, viaSend, context, confidence);
  const around = (base: FetchLike): FetchLike => {
    const telling = confidence.telling(base);
    const authorized =
      source === undefined
        ? functionFetch(auth as RequestAuth, serverUrl, telling, context)
        : authorizedFetch(serverUrl, source, telling);
    return (input, init) => confidence.keep(() => authorized(input, init));
  };
  const authorized = (base: FetchLike): AuthorizedHttp => ({
    fetch: around(base),
    async headers(signal) {
      await confidence.keep(() => source?.prepare("everybody", signal));
      return headersOf(around, serverUrl, signal);
    },
  });
  return {
    ...authorized(viaSend),
    authorize(base) {
      // Only the latest transport is in use.
      send = base;
      return authorized(base);
    },
    prepare: (signal) => confidence.keep(() => source?.prepare("people", signal)),
    get pending() {
      return source?.pending;
    },
    login: (signal) => confidence.keep(() => source?.login(signal)),
    logout: (signal) => confidence.keep(() => source?.logout(signal)),
    status: () => confidence.keep(() => source?.status() ?? { kind: "custom", authorized: true }),
  };
}

function functionFetch(
  auth: RequestAuth,
  serverUrl: URL,
  base: FetchLike,
  { identity, server = serverUrl.origin + serverUrl.pathname }: AuthContext,
): FetchLike {
  return identity === undefined
    ? requestAuthFetch(auth, serverUrl, server, base)
    : identityAuthFetch(auth, identity, serverUrl, server, base);
}

function sourceOf(
  auth: Exclude<Auth, RequestAuth>,
  serverUrl: URL,
  send: FetchLike,
  context: AuthContext,
  confidence: Confidence,
): CredentialSource {
  if (typeof auth === "string" && auth !== "oauth") return new BearerSource(serverUrl.href, auth);
  const { clock = systemClock, now = Date.now, onEvent = () => {}, server, subject } = context;
  const { owner = {}, localUser = false } = context;
  const { tell } = confidence;
  if (isProvider(auth)) {
    return lazySource(async () => {
      const { sdkSource } = await import("./oauth-source.js");
      const { identity } = context;
      const pinned =
        identity !== undefined && isTokenProvider(auth) ? identityProvider(auth, identity) : auth;
      return sdkSource(pinned, serverUrl, server, tell);
    });
  }
  const options = checkedOptions(auth === "oauth" ? { type: "oauth" } : auth);
  if (options.type === "bearer") return new BearerSource(serverUrl.href, options.token);
  return lazySource(async () => {
    const { oauthSource } = await import("./oauth-source.js");
    const user = { subject, owner, localUser };
    const emit = (event: AuthEvent): void => onEvent(confidence.data(event));
    const { duringLogin } = context;
    const around = { serverUrl, server, send, clock, now, emit, tell, duringLogin };
    return oauthSource(options, { ...around, ...user });
  });
}

/** Tells a provider from the other forms in the same way as the SDK. */
function isProvider(auth: unknown): auth is AuthProvider | OAuthClientProvider {
  if (typeof auth !== "object" || auth === null) return false;
  return (
    ("token" in auth && typeof auth.token === "function") || ("tokens" in auth && "clientInformation" in auth)
  );
}

/** Returns the credential headers of a request, by making one that is never sent. */
async function headersOf(
  around: (base: FetchLike) => FetchLike,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<Record<string, string>> {
  let headers = new Headers();
  const capture: FetchLike = async (_input, init) => {
    headers = new Headers(init?.headers);
    return new Response(null, { status: 503 });
  };
  await around(capture)(url, signal && { signal });
  return Object.fromEntries(headers);
}
