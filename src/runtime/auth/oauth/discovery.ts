import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import type { Challenge } from "../challenge.js";
import { AuthorizationServerError, DiscoveryError } from "../auth-errors.js";
import type { AuthEvent } from "../http-auth.js";
import type { AddressPolicy } from "../net/address-policy.js";
import { place } from "../place.js";
import { UnusableAnswer } from "./answers/members.js";
import { fetchServerMetadata } from "./fetch-metadata.js";
import { fetchResourceMetadata } from "./fetch-resource-metadata.js";
import type { BindingRecord } from "../store/records.js";
import { matchResource, sameIdentifier } from "./same-identifier.js";
import type { Target } from "./oauth-target.js";

/** What discovery needs. */
export interface DiscoveryContext {
  readonly serverUrl: string;
  /** Guarded. */
  readonly fetch: FetchLike;
  readonly policy: AddressPolicy;
  /** The only authorization server that may be used. */
  readonly issuer: string | undefined;
  /** From the options: replaces the metadata's resource. */
  readonly resource: string | false | undefined;
  readonly emit: (event: AuthEvent) => void;
}

/**
 * Finds the authorization server of an MCP server. Reads protected resource metadata (RFC 9728) from the URL in the challenge,
 * then from the well-known paths; then the authorization server's metadata (RFC 8414, OpenID Connect Discovery). A server of
 * 2025-03-26 without either uses its own origin. Of several authorization servers, chooses that of the `issuer` option, else
 * the one used before (`preferred`), else the first that answers. `only` accepts just the one used before, if it is still
 * named.
 *
 * @throws DiscoveryError, UnsafeUrlError, AuthorizationServerError
 */
export async function discover(
  context: DiscoveryContext,
  challenge: Challenge | undefined,
  preferred?: { readonly issuer: string; readonly only: boolean },
): Promise<Target> {
  const { serverUrl, policy } = context;
  const named = challenge?.resourceMetadata;
  const resourceMetadata = await fetchResourceMetadata(
    context,
    named === undefined ? undefined : policy.check("resource_metadata", onServer(named, serverUrl)),
    challenge?.answeredBy,
  );
  const origin = String(new URL("/", serverUrl));
  if (resourceMetadata === undefined)
    return checked(context, sending(context, await knownTarget(context, origin, true), undefined));
  const { resource, authorizationServers } = resourceMetadata;
  const endpoint = endpointOf(context, resource, challenge?.answeredBy);
  const servers = authorizationServers.length === 0 ? [origin] : authorizationServers;
  const target = await firstThatAnswers(context, inOrder(servers, context.issuer, preferred));
  return checked(context, { ...sending(context, target, resource), resourceMetadata, ...endpoint });
}

/** Adds to `target` the resource indicator of the options, else `resource`. */
function sending(
  { resource: wanted }: DiscoveryContext,
  target: Target,
  resource: string | undefined,
): Target {
  const sent = wanted ?? resource;
  return sent === undefined || sent === false ? target : { ...target, resource: sent };
}

/** A bare path, which RFC 9728 does not allow, must refer to the server itself. */
function onServer(named: string, serverUrl: string): string {
  return /^\/(?!\/)/.test(named) ? new URL(named, serverUrl).href : named;
}

/** Returns the target of a stored binding: its authorization server is known, so only the endpoints are looked up. */
export async function rediscover(
  context: DiscoveryContext,
  { authorizationServerUrl, resource, endpoint }: BindingRecord,
): Promise<Target> {
  const mayLackMetadata = resource === undefined && isOwn(context, authorizationServerUrl);
  const target = await knownTarget(context, authorizationServerUrl, mayLackMetadata);
  return { ...sending(context, target, resource), ...(endpoint !== undefined && { endpoint }) };
}

/** Only the fixed one, if there is one; else that of the last login first. */
function inOrder(
  servers: readonly string[],
  fixed: string | undefined,
  preferred: { readonly issuer: string; readonly only: boolean } | undefined,
): readonly string[] {
  const like = (issuer: string | undefined): string[] =>
    issuer === undefined ? [] : servers.filter((one) => sameIdentifier(one, issuer));
  const [only] = [...like(fixed), ...(preferred?.only === true ? like(preferred.issuer) : [])];
  return only === undefined ? [...new Set([...like(preferred?.issuer), ...servers])] : [only];
}

/** Tries the next one if a server is down or has no metadata of its own; metadata of another server is an error. */
async function firstThatAnswers(context: DiscoveryContext, servers: readonly string[]): Promise<Target> {
  const failures: Error[] = [];
  for (const server of servers) {
    try {
      return await knownTarget(context, server);
    } catch (error) {
      if (!isUnserviceable(error)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (failures.length === 1 && first !== undefined) throw first;
  throw new AuthorizationServerError("discovery", servers.join(", "), {
    description: `none of the ${servers.length} authorization servers of ${place(context.serverUrl)} can be used; ${failures.map(({ message }) => message).join(" ")}`,
    transient: failures.some((error) => error instanceof AuthorizationServerError),
  });
}

function isUnserviceable(error: unknown): error is Error {
  if (error instanceof AuthorizationServerError) return error.transient;
  return error instanceof DiscoveryError && error.cause instanceof UnusableAnswer;
}

async function knownTarget(
  context: DiscoveryContext,
  authorizationServerUrl: string,
  mayLackMetadata = false,
): Promise<Target> {
  const { serverUrl } = context;
  const metadata = await fetchServerMetadata(context, authorizationServerUrl, mayLackMetadata);
  if (metadata === undefined && !mayLackMetadata && !isOwn(context, authorizationServerUrl))
    throw new DiscoveryError(
      `${show(authorizationServerUrl)} authorizes ${place(serverUrl)}, but publishes no metadata (RFC 8414). Its operator has to add it.`,
      { cause: new UnusableAnswer("no metadata") },
    );
  const issuer = metadata?.issuer ?? authorizationServerUrl;
  return { serverUrl, authorizationServerUrl, issuer, ...(metadata && { metadata }) };
}

function isOwn({ serverUrl }: DiscoveryContext, authorizationServerUrl: string): boolean {
  return new URL(authorizationServerUrl).origin === new URL(serverUrl).origin;
}

/**
 * The resource must be what was requested (RFC 9728 §3.3): the server's URL, or the one of its origin that it redirected to.
 * The latter becomes the `endpoint` for everything sent with the token.
 */
function endpointOf(
  { serverUrl, emit }: DiscoveryContext,
  resource: string,
  answeredBy: string | undefined,
): { endpoint?: string } {
  const own = matchResource(serverUrl, resource);
  const redirected = answeredBy === undefined ? "other" : matchResource(answeredBy, resource);
  const isRedirected = own !== "same" && (redirected === "same" || own === "other");
  const match = isRedirected ? redirected : own;
  if (match === "other")
    throw new DiscoveryError(
      `The protected resource metadata of ${place(serverUrl)} describes another resource, ${show(resource)}. No token was requested. If that is the URL of the server you mean, configure it in place of ${place(serverUrl)}; otherwise, the server's operator has to correct "resource".`,
    );
  if (match === "slash") emit({ type: "resourceSlash", serverUrl, resource });
  if (!isRedirected || answeredBy === undefined) return {};
  emit({ type: "redirected", serverUrl, resource });
  return { endpoint: answeredBy };
}

/** Checks every endpoint before any is used. */
function checked(context: DiscoveryContext, target: Target): Target {
  if (context.issuer !== undefined && !sameIdentifier(target.issuer, context.issuer)) {
    throw new DiscoveryError(
      `${place(context.serverUrl)} is authorized by ${show(target.issuer)}, and this client's credentials are for ${show(context.issuer)} only.`,
    );
  }
  for (const name of [
    "authorization_endpoint",
    "token_endpoint",
    "registration_endpoint",
    "revocation_endpoint",
    "device_authorization_endpoint",
  ] as const) {
    const url = target.metadata?.[name];
    if (url !== undefined) context.policy.check(name, url);
  }
  return target;
}
