import type { OAuthTokens } from "@modelcontextprotocol/client";
import { UnsafeUrlError } from "../auth-errors.js";
import { readTokens } from "./answers/token-answer.js";
import { requestWithClient, type ClientRequest } from "./request-with-client.js";
import { loadSdk } from "../../connection/sdk.js";
import type { Target } from "./oauth-target.js";

/** One request to a token endpoint; `parameters` contain `grant_type` and what belongs to it. */
export type TokenRequest = Omit<ClientRequest<OAuthTokens>, "step" | "url" | "read">;

/**
 * Requests tokens with any grant.
 *
 * @throws AuthorizationServerError with the OAuth error code
 */
export async function requestTokens(request: TokenRequest): Promise<OAuthTokens> {
  const url = await tokenEndpoint(request.target);
  return requestWithClient({ ...request, step: "the token endpoint", url, read: readTokens });
}

/** Without metadata the endpoint is at `/token`, as in the specification of 2025-03-26. */
async function tokenEndpoint(target: Target): Promise<URL> {
  const { assertSecureTokenEndpoint } = await loadSdk();
  const url = target.metadata?.token_endpoint ?? String(new URL("/token", target.authorizationServerUrl));
  try {
    return assertSecureTokenEndpoint(url);
  } catch (cause) {
    const reason = "plain http is for loopback addresses only";
    throw new UnsafeUrlError("the token endpoint", url, reason, { cause });
  }
}
