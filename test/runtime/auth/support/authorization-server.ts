import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the authorization server was asked, by name. */
export interface Counts {
  registrations: number;
  /** Authorization pages that a browser opened; a preflight counts, too. */
  authorizations: number;
  codes: number;
  refreshes: number;
  refusals: number;
  clientCredentials: number;
  revocations: number;
}

export interface AuthorizationServer {
  readonly issuer: string;
  readonly provider: Provider;
  readonly counts: Counts;
  /** Answers the token endpoint instead of the server, while set. */
  tokenFault: ((grantType: string) => { status: number; body: unknown } | undefined) | undefined;
  /** Forgets every access token that it has issued. */
  expireAccessTokens(): Promise<void>;
  /** Forgets every refresh token that it has issued. */
  revokeRefreshTokens(): Promise<void>;
  close(): Promise<void>;
}

export interface AuthorizationServerOptions {
  /** Life of an access token. Default 3,600 s. */
  readonly accessTokenSeconds?: number;
  /** Clients registered by hand. */
  readonly clients?: readonly object[];
  /** Offers device authorization (RFC 8628). Default: no. */
  readonly device?: boolean;
}

/** A real authorization server on loopback: registration, PKCE, consent, resource indicators, refresh rotation with reuse detection, `iss`, DPoP. */
export async function startAuthorizationServer(
  options: AuthorizationServerOptions = {},
): Promise<AuthorizationServer> {
  const { accessTokenSeconds = 3600, clients = [], device = false } = options;
  // eslint-disable-next-line prefer-const -- the provider needs the port first
  let handle: ReturnType<Provider["callback"]> | undefined;
  const http = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = quietly(() => new Provider(issuer, configuration(accessTokenSeconds, clients, device)));
  const counts: Counts = {
    registrations: 0,
    authorizations: 0,
    codes: 0,
    refreshes: 0,
    refusals: 0,
    clientCredentials: 0,
    revocations: 0,
  };
  const accessTokens = new Set<Destroyable>();
  const refreshTokens = new Set<Destroyable>();
  const server: AuthorizationServer = {
    issuer,
    provider,
    counts,
    tokenFault: undefined,
    expireAccessTokens: () => destroyAll(accessTokens),
    revokeRefreshTokens: () => destroyAll(refreshTokens),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  provider.on("access_token.saved", (token) => accessTokens.add(token as unknown as Destroyable));
  provider.on("client_credentials.saved", (token) => accessTokens.add(token as unknown as Destroyable));
  provider.on("refresh_token.saved", (token) => refreshTokens.add(token as unknown as Destroyable));
  provider.on("registration_create.success", () => counts.registrations++);
  provider.on("grant.error", () => counts.refusals++);
  provider.on("grant.success", (ctx) => {
    const type = ctx.oidc.params?.["grant_type"];
    if (type === "authorization_code") counts.codes++;
    if (type === "refresh_token") counts.refreshes++;
    if (type === "client_credentials") counts.clientCredentials++;
  });
  provider.use(async (ctx, next) => {
    if (ctx.path === "/auth") counts.authorizations++;
    if (ctx.path === "/token/revocation") counts.revocations++;
    const fault = ctx.path === "/token" ? server.tokenFault?.("any") : undefined;
    if (fault === undefined) return next();
    ctx.status = fault.status;
    ctx.body = fault.body;
  });
  handle = provider.callback();
  return server;
}

function configuration(accessTokenSeconds: number, clients: readonly object[], device: boolean): object {
  return {
    clients,
    scopes: ["openid", "offline_access", "read", "write", "admin"],
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    pkce: { required: () => true },
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      AuthorizationCode: 60,
      RefreshToken: 86_400,
      Session: 3600,
      Grant: 86_400,
      Interaction: 600,
      IdToken: 60,
    },
    cookies: { keys: ["test"] },
    findAccount: async (_ctx: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: true },
      registration: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      deviceFlow: { enabled: device },
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: async () => ({
          scope: "read write admin",
          accessTokenFormat: "opaque",
          accessTokenTTL: accessTokenSeconds,
        }),
        useGrantedResource: async () => true,
      },
    },
  };
}

interface Destroyable {
  destroy(): Promise<void>;
}

async function destroyAll(tokens: Set<Destroyable>): Promise<void> {
  await Promise.all([...tokens].map((token) => token.destroy()));
  tokens.clear();
}

/** It prints a page of warnings about being used without TLS and with development pages. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console;
  console.warn = console.info = () => {};
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}
