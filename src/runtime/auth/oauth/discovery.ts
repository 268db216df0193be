import type {
  AuthorizationServerMetadata,
  FetchLike,
  OAuthProtectedResourceMetadata,
} from "@modelcontextprotocol/client";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { show } from "../../../shared/text/show.js";
import type { Challenge } from "../challenge.js";
import { AuthorizationServerError, DiscoveryError } from "../errors.js";
import type { AddressPolicy } from "../net/address-policy.js";
import { place } from "../place.js";
import { loadSdk } from "./sdk.js";
import type { Target } from "./target.js";

/** What discovery needs. */
export interface DiscoveryContext {
  readonly serverUrl: string;
  /** Guarded. */
  readonly fetch: FetchLike;
  readonly policy: AddressPolicy;
  /** The only authorization server that may be used. */
  readonly issuer: string | undefined;
}

/**
 * Finds who authorizes requests to the server: protected resource metadata (RFC 9728) from the challenge, then at the
 * well-known paths; then the authorization server's metadata (RFC 8414, OpenID Connect Discovery); for a server of
 * 2025-03-26 that has neither, its own origin.
 *
 * @throws DiscoveryError, UnsafeUrlError, AuthorizationServerError
 */
export async function discover(context: DiscoveryContext, challenge: Challenge | undefined): Promise<Target> {
  const resourceMetadata = await resourceMetadataOf(context, challenge);
  if (resourceMetadata === undefined) {
    const origin = String(new URL("/", context.serverUrl));
    const metadata = await metadataOf(context, origin);
    return checked(context, {
      serverUrl: context.serverUrl,
      authorizationServerUrl: origin,
      issuer: metadata?.issuer ?? origin,
      ...(metadata && { metadata }),
    });
  }
  await assertSameResource(context.serverUrl, resourceMetadata.resource);
  const named = resourceMetadata.authorization_servers ?? [];
  const url =
    named.find((one) => one === context.issuer) ?? named[0] ?? String(new URL("/", context.serverUrl));
  return checked(context, {
    ...(await knownTarget(context, url)),
    resource: resourceMetadata.resource,
    resourceMetadata,
  });
}

/** The target of a stored binding: its authorization server is known, only its endpoints are asked for. */
export async function rediscover(
  context: DiscoveryContext,
  authorizationServerUrl: string,
  resource: string | undefined,
): Promise<Target> {
  return {
    ...(await knownTarget(context, authorizationServerUrl, resource === undefined)),
    ...(resource !== undefined && { resource }),
  };
}

async function knownTarget(
  context: DiscoveryContext,
  authorizationServerUrl: string,
  mayLackMetadata = false,
): Promise<Target> {
  const metadata = await metadataOf(context, authorizationServerUrl);
  if (
    metadata === undefined &&
    !mayLackMetadata &&
    new URL(authorizationServerUrl).origin !== new URL(context.serverUrl).origin
  ) {
    throw new DiscoveryError(
      `${show(authorizationServerUrl)} authorizes ${place(context.serverUrl)}, but publishes no metadata (RFC 8414). Its operator has to add it.`,
    );
  }
  return {
    serverUrl: context.serverUrl,
    authorizationServerUrl,
    issuer: metadata?.issuer ?? authorizationServerUrl,
    ...(metadata && { metadata }),
  };
}

async function resourceMetadataOf(
  context: DiscoveryContext,
  challenge: Challenge | undefined,
): Promise<OAuthProtectedResourceMetadata | undefined> {
  if (challenge?.resourceMetadata !== undefined) {
    const url = context.policy.check("resource_metadata", challenge.resourceMetadata);
    const found = await fetchResourceMetadata(context, url);
    if (found !== undefined) return found;
  }
  return fetchResourceMetadata(context);
}

async function fetchResourceMetadata(
  context: DiscoveryContext,
  url?: URL,
): Promise<OAuthProtectedResourceMetadata | undefined> {
  const sdk = await loadSdk();
  const seen = remembering(context.fetch);
  try {
    return await sdk.discoverOAuthProtectedResourceMetadata(
      context.serverUrl,
      url && { resourceMetadataUrl: url },
      seen.fetch,
    );
  } catch (error) {
    // A server without this metadata answers 4xx, or a page of its own; only a metadata URL that it named has to be good.
    if (isFailure(error) || seen.status() === undefined)
      throw asServerError("discovery", place(context.serverUrl), error);
    if (seen.status()! >= 500) throw asServerError("discovery", place(context.serverUrl), error);
    if (seen.status()! < 300 && url !== undefined)
      throw new DiscoveryError(`The protected resource metadata at ${place(url.href)} is malformed.`, {
        cause: error,
      });
    return undefined;
  }
}

async function metadataOf(
  context: DiscoveryContext,
  authorizationServerUrl: string,
): Promise<AuthorizationServerMetadata | undefined> {
  const sdk = await loadSdk();
  context.policy.check("the authorization server", authorizationServerUrl);
  try {
    return await sdk.discoverAuthorizationServerMetadata(authorizationServerUrl, { fetchFn: context.fetch });
  } catch (error) {
    if (error instanceof sdk.IssuerMismatchError) {
      throw new DiscoveryError(
        `The metadata of ${show(authorizationServerUrl)} names another issuer, ${show(error.received)}; none of its endpoints is used (RFC 8414 §3.3).`,
        { cause: error },
      );
    }
    throw asServerError("discovery", authorizationServerUrl, error);
  }
}

async function assertSameResource(serverUrl: string, resource: string): Promise<void> {
  const sdk = await loadSdk();
  const requested = sdk.resourceUrlFromServerUrl(serverUrl);
  if (
    !URL.canParse(resource) ||
    !sdk.checkResourceAllowed({ requestedResource: requested, configuredResource: resource })
  ) {
    throw new DiscoveryError(
      `The protected resource metadata of ${place(serverUrl)} is about another resource, ${show(resource)}. No token is asked for.`,
    );
  }
}

/** Every endpoint is judged before any is used. */
function checked(context: DiscoveryContext, target: Target): Target {
  if (context.issuer !== undefined && target.issuer !== context.issuer) {
    throw new DiscoveryError(
      `${place(context.serverUrl)} is authorized by ${show(target.issuer)}, and this client's credentials are for ${show(context.issuer)} only.`,
    );
  }
  for (const name of [
    "authorization_endpoint",
    "token_endpoint",
    "registration_endpoint",
    "revocation_endpoint",
  ] as const) {
    const url = (target.metadata as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (typeof url === "string") context.policy.check(name, url);
  }
  return target;
}

function remembering(fetch: FetchLike): { fetch: FetchLike; status: () => number | undefined } {
  let status: number | undefined;
  return {
    fetch: async (input, init) => {
      status = undefined;
      const response = await fetch(input, init);
      status = response.status;
      return response;
    },
    status: () => status,
  };
}

/** Not an answer: the network, a bound, or a refusal of ours. */
function isFailure(error: unknown): boolean {
  return (
    error instanceof FmcpError ||
    error instanceof TypeError ||
    (error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError"))
  );
}

function asServerError(step: string, issuer: string, error: unknown): unknown {
  if (error instanceof FmcpError || (error instanceof DOMException && error.name === "AbortError"))
    return error;
  const transient = isFailure(error) || (error instanceof Error && /^HTTP 5\d\d/.test(error.message));
  return new AuthorizationServerError(
    step,
    issuer,
    { description: error instanceof Error ? reason(error) : String(error), transient },
    { cause: error },
  );
}

function reason(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause === undefined ? error.message : `${error.message} (${cause})`;
}
