import type { AuthorizationServerMetadata, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { DiscoveryError, UnsafeUrlError } from "../auth-errors.js";
import type { ServerMetadata } from "../oauth/answers/server-metadata.js";
import { base64url } from "../../../shared/bytes/base64.js";
import { randomBytes } from "../../../shared/bytes/random.js";
import { loadSdk } from "../../connection/sdk.js";
import type { Target } from "../oauth/oauth-target.js";
import type { LoginContext } from "./login-context.js";

/** An authorization page, and what only this client knows about its request. */
export interface AuthorizationPage {
  readonly url: URL;
  readonly codeVerifier: string;
}

/** The parameters of an authorization request. */
export interface PageQuestion {
  readonly client: OAuthClientInformationMixed;
  readonly redirectUrl: string;
  readonly scope: string | undefined;
  readonly state: string;
}

/** Makes a value that only the answer to one request can know. Servers refuse short ones. */
export function freshState(): string {
  return base64url(randomBytes(24));
}

/**
 * Builds the authorization page of `target`, with PKCE and the resource indicator.
 *
 * @throws DiscoveryError, UnsafeUrlError
 */
export async function authorizationPage(
  { policy }: LoginContext,
  target: Target,
  { client, redirectUrl, scope, state }: PageQuestion,
): Promise<AuthorizationPage> {
  const sdk = await loadSdk();
  const { authorizationUrl, codeVerifier } = await sdk.startAuthorization(target.authorizationServerUrl, {
    ...(target.metadata && { metadata: pageMetadata(target.metadata) }),
    clientInformation: client,
    redirectUrl,
    ...(scope !== undefined && { scope }),
    state,
  });
  // Sent byte for byte: the URL class would add a slash to a bare origin.
  if (target.resource !== undefined) authorizationUrl.searchParams.set("resource", target.resource);
  policy.check("authorization_endpoint", authorizationUrl);
  return { url: authorizationUrl, codeVerifier };
}

/**
 * Whether the page refuses this client. An unknown client gets an error page instead of a redirect (RFC 6749 §4.1.2.1), so the
 * login would never return. If the page cannot be requested, the answer is no.
 */
export async function refusesClient({ fetch }: LoginContext, { url }: AuthorizationPage): Promise<boolean> {
  const response = await fetch(url, { headers: { accept: "text/html" } }).catch((error: unknown) => {
    if (error instanceof UnsafeUrlError) throw error;
  });
  // A 401 with a challenge is for the person: the browser may log in by Kerberos, for example.
  return response?.status === 400 || (response?.status === 401 && !response.headers.has("www-authenticate"));
}

/** Whether the authorization server has provably forgotten this client's registration: it refuses a page that it once showed. */
export async function isForgotten(
  context: LoginContext,
  target: Target,
  scope: string | undefined,
): Promise<boolean> {
  const stored = await context.vault.client(target.issuer);
  if (stored === undefined || target.metadata?.authorization_endpoint === undefined) return false;
  const { information: client, redirectUrl } = stored;
  try {
    const state = freshState();
    const page = await authorizationPage(context, target, { client, redirectUrl, scope, state });
    return await refusesClient(context, page);
  } catch {
    return false;
  }
}

/** Returns the metadata that the page's URL is made from. @throws DiscoveryError the server has no such page */
function pageMetadata(metadata: ServerMetadata): AuthorizationServerMetadata {
  const { issuer, token_endpoint, authorization_endpoint, response_types_supported: types } = metadata;
  if (authorization_endpoint === undefined)
    throw new DiscoveryError(
      `The metadata of ${show(issuer)} has no "authorization_endpoint", so browser login is not possible.`,
    );
  if (types !== undefined && types.length > 0 && !types.includes("code"))
    throw new DiscoveryError(
      `${show(issuer)} supports the response types ${show(types.join(", "))} only; "code" is required.`,
    );
  return { issuer, token_endpoint, authorization_endpoint, response_types_supported: ["code"] };
}
