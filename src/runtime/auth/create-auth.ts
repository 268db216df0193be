import type { AuthProvider, FetchLike, OAuthClientProvider } from "@modelcontextprotocol/client";
import { show } from "../../shared/text/show.js";
import { systemClock, type Clock } from "../layers/clock.js";
import type { Auth, AuthOptions } from "./auth.js";
import { authorizedFetch } from "./authorized-fetch.js";
import type { CredentialSource } from "./credential-source.js";
import { AuthConfigError } from "./errors.js";
import type { AuthEvent, HttpAuth } from "./http-auth.js";
import { requestAuth } from "./request-auth.js";
import { TokenSource } from "./static-source.js";

/** What credentials are made with. */
export interface AuthContext {
  /** URL of the MCP server. Credentials go to its origin only. */
  readonly serverUrl: string | URL;
  /** Key of the server in the config, for errors. */
  readonly server?: string;
  /** Sends requests to the server. Default: the global `fetch`. */
  readonly fetch?: FetchLike;
  readonly clock?: Clock;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  readonly onEvent?: (event: AuthEvent) => void;
}

/**
 * Credentials of one server as a transport uses them. Nothing is loaded, read or sent before the first request.
 *
 * @throws AuthConfigError
 */
export function createAuth(auth: Auth, context: AuthContext): HttpAuth {
  const serverUrl = new URL(context.serverUrl);
  serverUrl.hash = "";
  const send: FetchLike = context.fetch ?? ((input, init) => fetch(input, init));
  if (typeof auth === "function") return requestAuth(auth, serverUrl, send);
  return httpAuth(serverUrl, sourceOf(auth, serverUrl, send, context), send);
}

function sourceOf(
  auth: Exclude<Auth, (...args: never) => unknown>,
  serverUrl: URL,
  send: FetchLike,
  context: AuthContext,
): CredentialSource {
  if (auth === "oauth") return oauth({ type: "oauth" }, serverUrl, send, context);
  if (typeof auth === "string") return bearer(auth, serverUrl);
  if (!isOptions(auth))
    return lazy(async () => (await import("./lazy-sources.js")).sdkSource(auth, serverUrl, context));
  return auth.type === "bearer" ? bearer(auth.token, serverUrl) : oauth(auth, serverUrl, send, context);
}

function bearer(token: string, serverUrl: URL): CredentialSource {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new AuthConfigError(
      `A bearer token is one word of visible ASCII characters${/^bearer\s/i.test(token) ? ', without "Bearer" before it' : ""}.`,
    );
  }
  return new TokenSource(serverUrl.href, () => token, "bearer");
}

function oauth(
  options: Exclude<AuthOptions, { type: "bearer" }>,
  serverUrl: URL,
  send: FetchLike,
  context: AuthContext,
): CredentialSource {
  return lazy(async () => {
    const { oauthSource } = await import("./lazy-sources.js");
    const { clock = systemClock, now = Date.now, onEvent = () => {}, server } = context;
    return oauthSource(options, { serverUrl, server, send, clock, now, emit: onEvent });
  });
}

function isOptions(auth: AuthOptions | AuthProvider | OAuthClientProvider): auth is AuthOptions {
  if (typeof auth !== "object" || auth === null)
    throw new AuthConfigError(
      `"auth" is a token, "oauth", a function or an object, got ${show(JSON.stringify(auth))}.`,
    );
  if ("token" in auth && typeof auth.token === "function") return false;
  if ("tokens" in auth && "clientInformation" in auth) return false;
  const known = ["bearer", "oauth", "client_credentials", "private_key_jwt", "jwt_bearer", "cross_app"];
  if (!("type" in auth) || !known.includes(auth.type)) {
    throw new AuthConfigError(
      `"auth" needs a "type": ${known.join(", ")}; or be an AuthProvider or OAuthClientProvider of the MCP SDK.`,
    );
  }
  return true;
}

function httpAuth(serverUrl: URL, source: CredentialSource, send: FetchLike): HttpAuth {
  return {
    fetch: authorizedFetch(serverUrl, source, send),
    async headers(signal) {
      const { token } = await source.current({ url: serverUrl, init: {}, signal });
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    prepare: (signal) => source.prepare(signal),
    get pending() {
      return source.pending;
    },
    login: (signal) => source.login(signal),
    logout: (signal) => source.logout(signal),
    status: () => source.status(),
  };
}

/** A source that is made on first use, so that what it stands on is loaded then. */
function lazy(make: () => Promise<CredentialSource>): CredentialSource {
  let made: CredentialSource | undefined;
  let making: Promise<CredentialSource> | undefined;
  const source = async (): Promise<CredentialSource> =>
    made ??
    (making ??= make().then(
      (result) => (made = result),
      (error: unknown) => {
        making = undefined;
        throw error;
      },
    ));
  return {
    current: async (request) => (await source()).current(request),
    challenged: async (...args) => (await source()).challenged(...args),
    accepted: (used) => made?.accepted(used),
    get pending() {
      return made?.pending;
    },
    prepare: async (signal) => (await source()).prepare(signal),
    login: async (signal) => (await source()).login(signal),
    logout: async (signal) => (await source()).logout(signal),
    status: async () => (await source()).status(),
  };
}
