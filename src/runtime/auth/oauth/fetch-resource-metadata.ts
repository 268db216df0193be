import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { AuthorizationServerError, DiscoveryError } from "../auth-errors.js";
import { place } from "../place.js";
import { UnusableAnswer } from "./answers/members.js";
import { readResourceMetadata, type ResourceMetadata } from "./answers/resource-metadata.js";
import { MetadataSearch } from "./metadata-search.js";
import { resourceMetadataUrls } from "./well-known.js";

/**
 * Fetches the protected resource metadata of the server (RFC 9728): from `named`, if its challenge names a URL; else from the
 * well-known places of its URL, and of the URL that it redirected to; `undefined` if it publishes none.
 *
 * @throws DiscoveryError what is there cannot be used
 * @throws AuthorizationServerError the server cannot be reached, or fails at every place
 */
export async function fetchResourceMetadata(
  context: { readonly fetch: FetchLike; readonly serverUrl: string },
  named: URL | undefined,
  answeredBy: string | undefined,
): Promise<ResourceMetadata | undefined> {
  const search = new MetadataSearch(context.fetch, place(context.serverUrl), true);
  let unreachable: unknown;
  if (named !== undefined) {
    const found = await metadataAt(named, search, true).catch((error: unknown) => {
      // A server behind a proxy may name an address that only its own network knows.
      if (!isOutage(error) || named.origin === new URL(context.serverUrl).origin) throw error;
      unreachable = error;
      return undefined;
    });
    if (found !== undefined) return found;
  }
  for (const url of resourceMetadataUrls(context.serverUrl, answeredBy)) {
    const found = await metadataAt(url, search, false);
    if (found !== undefined) return found;
  }
  search.assertNoTrouble();
  if (unreachable !== undefined) throw unreachable;
  if (named !== undefined && search.isPage(named)) throw unusable(named, "it is not a JSON object");
  return undefined;
}

/** Invalid content is an error only at a URL that the server named: elsewhere, it may be an unrelated page. */
async function metadataAt(
  url: URL,
  search: MetadataSearch,
  named: boolean,
): Promise<ResourceMetadata | undefined> {
  const body = await search.at(url);
  if (body === undefined) return undefined;
  try {
    return readResourceMetadata(body);
  } catch (cause) {
    if (!(cause instanceof UnusableAnswer)) throw cause;
    if (!named && !Object.hasOwn(body, "authorization_servers")) return undefined;
    throw unusable(url, cause.message, cause);
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AuthorizationServerError && error.transient;
}

function unusable(url: URL, reason: string, cause?: UnusableAnswer): DiscoveryError {
  return new DiscoveryError(
    `The protected resource metadata at ${show(place(url.href))} cannot be used: ${reason}.`,
    { cause },
  );
}
