import type { FetchLike } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { DiscoveryError } from "../auth-errors.js";
import type { AddressPolicy } from "../net/address-policy.js";
import { UnusableAnswer } from "./answers/members.js";
import { readServerMetadata, type ServerMetadata } from "./answers/server-metadata.js";
import { MetadataSearch } from "./metadata-search.js";
import { sameIdentifier } from "./same-identifier.js";
import { serverMetadataUrls } from "./well-known.js";

/**
 * Fetches the metadata of the authorization server at `issuer` (RFC 8414, else OpenID Connect Discovery); `undefined` if it
 * publishes none. `optional`: the server's own origin is tried, which may have none.
 *
 * @throws DiscoveryError it cannot be used (the cause is an `UnusableAnswer`), or belongs to another issuer (RFC 8414 §3.3)
 * @throws AuthorizationServerError the server cannot be reached, or fails at every place
 */
export async function fetchServerMetadata(
  context: { readonly fetch: FetchLike; readonly policy: AddressPolicy },
  issuer: string,
  optional = false,
): Promise<ServerMetadata | undefined> {
  context.policy.check("the authorization server", issuer);
  const search = new MetadataSearch(context.fetch, issuer, optional);
  let unusable: { url: URL; error: UnusableAnswer } | undefined;
  for (const url of serverMetadataUrls(issuer)) {
    const body = await search.at(url);
    if (body === undefined) continue;
    const read = readable(body);
    if (!(read instanceof UnusableAnswer)) return checkedIssuer(read, issuer);
    unusable ??= { url, error: read };
  }
  search.assertNoTrouble();
  if (unusable === undefined) return undefined;
  const { url, error } = unusable;
  throw new DiscoveryError(
    `The authorization server metadata at ${show(url.href)} cannot be used: ${error.message}.`,
    { cause: error },
  );
}

function readable(body: JsonObject): ServerMetadata | UnusableAnswer {
  try {
    return readServerMetadata(body);
  } catch (error) {
    if (error instanceof UnusableAnswer) return error;
    throw error;
  }
}

function checkedIssuer(metadata: ServerMetadata, issuer: string): ServerMetadata {
  if (sameIdentifier(metadata.issuer, issuer)) return metadata;
  throw new DiscoveryError(
    `The metadata of ${show(issuer)} names another issuer, ${show(metadata.issuer)}; none of its endpoints is used (RFC 8414 §3.3).`,
  );
}
