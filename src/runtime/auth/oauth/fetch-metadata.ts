import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { AuthorizationServerError, DiscoveryError } from "../errors.js";
import type { AddressPolicy } from "../net/address-policy.js";
import { withinOrigin } from "../net/within-origin.js";
import { UnusableAnswer } from "./answers/members.js";
import { readObject } from "./answers/read-object.js";
import { readServerMetadata, type ServerMetadata } from "./answers/server-metadata.js";
import { asFailure } from "./failure.js";
import { sameIdentifier } from "./same-identifier.js";
import { loadSdk } from "../../connection/sdk.js";

/**
 * Metadata of the authorization server at `issuer` (RFC 8414, else OpenID Connect Discovery); `undefined`: it publishes none.
 *
 * @throws DiscoveryError it cannot be used, or is that of another issuer (RFC 8414 §3.3)
 * @throws AuthorizationServerError the server cannot be reached, or fails
 */
export async function fetchServerMetadata(
  context: { readonly fetch: FetchLike; readonly policy: AddressPolicy },
  issuer: string,
): Promise<ServerMetadata | undefined> {
  context.policy.check("the authorization server", issuer);
  const { buildDiscoveryUrls } = await loadSdk();
  const fetch = withinOrigin(context.fetch);
  let unusable: { url: URL; error: UnusableAnswer } | undefined;
  for (const { url } of buildDiscoveryUrls(issuer)) {
    const body = await objectAt(url, fetch, issuer);
    if (body === undefined) continue;
    try {
      return checkedIssuer(readServerMetadata(body), issuer);
    } catch (error) {
      if (!(error instanceof UnusableAnswer)) throw error;
      unusable ??= { url, error };
    }
  }
  if (unusable === undefined) return undefined;
  const { url, error } = unusable;
  throw new DiscoveryError(
    `The authorization server metadata at ${show(url.href)} cannot be used: ${error.message}.`,
    { cause: error },
  );
}

/** `undefined`: nothing of this kind is there; a page instead counts as nothing. */
async function objectAt(
  url: URL,
  fetch: FetchLike,
  issuer: string,
): Promise<Awaited<ReturnType<typeof readObject>>> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch((error: unknown) =>
    Promise.reject(asFailure("discovery", issuer, error)),
  );
  if (response.ok) return readObject(response);
  // 502: a proxy that knows no such path, as the SDK takes it.
  if (response.status >= 500 && response.status !== 502)
    throw new AuthorizationServerError("discovery", issuer, {
      description: `HTTP ${response.status} for ${url.pathname}`,
      transient: true,
    });
  return undefined;
}

function checkedIssuer(metadata: ServerMetadata, issuer: string): ServerMetadata {
  if (sameIdentifier(metadata.issuer, issuer)) return metadata;
  throw new DiscoveryError(
    `The metadata of ${show(issuer)} names another issuer, ${show(metadata.issuer)}; none of its endpoints is used (RFC 8414 §3.3).`,
  );
}
