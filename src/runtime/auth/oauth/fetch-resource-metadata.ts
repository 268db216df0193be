import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { AuthorizationServerError, DiscoveryError } from "../errors.js";
import { withinOrigin } from "../net/within-origin.js";
import { place } from "../place.js";
import { UnusableAnswer } from "./answers/members.js";
import { readObject } from "./answers/read-object.js";
import { readResourceMetadata, type ResourceMetadata } from "./answers/resource-metadata.js";
import { asFailure } from "./failure.js";

const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/**
 * Protected resource metadata of the server (RFC 9728): at `named`, where its challenge says so; else at the well-known places;
 * `undefined`: it publishes none.
 *
 * @throws DiscoveryError what is there cannot be used
 * @throws AuthorizationServerError the server cannot be reached, or fails
 */
export async function fetchResourceMetadata(
  context: { readonly fetch: FetchLike; readonly serverUrl: string },
  named: URL | undefined,
): Promise<ResourceMetadata | undefined> {
  const fetch = withinOrigin(context.fetch);
  if (named !== undefined) {
    const found = await metadataAt(named, context.serverUrl, fetch, true);
    if (found !== undefined) return found;
  }
  for (const url of wellKnownUrls(context.serverUrl)) {
    const found = await metadataAt(url, context.serverUrl, fetch, false);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Between authority and path (RFC 9728 §3.1); then without the path. */
function wellKnownUrls(serverUrl: string): URL[] {
  const server = new URL(serverUrl);
  const path = server.pathname.replace(/\/$/, "");
  const beforePath = new URL(`${WELL_KNOWN}${path}${server.search}`, server.origin);
  return path === "" ? [beforePath] : [beforePath, new URL(WELL_KNOWN, server.origin)];
}

/** Only a URL that the server named has to be good: elsewhere, any server may have a page of its own. */
async function metadataAt(
  url: URL,
  serverUrl: string,
  fetch: FetchLike,
  named: boolean,
): Promise<ResourceMetadata | undefined> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch((error: unknown) =>
    Promise.reject(asFailure("discovery", place(serverUrl), error)),
  );
  if (response.status >= 500 && response.status !== 502)
    throw new AuthorizationServerError("discovery", place(serverUrl), {
      description: `HTTP ${response.status} for ${url.pathname}`,
      transient: true,
    });
  const body = response.ok ? await readObject(response) : undefined;
  if (body === undefined && !(named && response.ok)) return undefined;
  try {
    if (body === undefined) throw new UnusableAnswer("it is not a JSON object");
    return readResourceMetadata(body);
  } catch (cause) {
    if (!(cause instanceof UnusableAnswer)) throw cause;
    if (!named && !Object.hasOwn(body ?? {}, "authorization_servers")) return undefined;
    throw new DiscoveryError(
      `The protected resource metadata at ${show(place(url.href))} cannot be used: ${cause.message}.`,
      { cause },
    );
  }
}
