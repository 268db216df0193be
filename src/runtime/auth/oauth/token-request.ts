import type {
  AddClientAuthentication,
  DpopSession,
  FetchLike,
  OAuthClientInformationMixed,
  OAuthTokens,
} from "@modelcontextprotocol/client";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { AuthorizationServerError } from "../errors.js";
import { secretAuthentication } from "./client-auth.js";
import { loadSdk } from "./sdk.js";
import type { Target } from "./target.js";

/** One request to a token endpoint. */
export interface TokenRequest {
  readonly target: Target;
  readonly client: OAuthClientInformationMixed;
  /** `grant_type` and what belongs to it. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** Default: the client's secret, if it has one. */
  readonly authenticate?: AddClientAuthentication | undefined;
  readonly dpop: DpopSession | undefined;
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
}

/**
 * Asks for tokens with any grant; the resource indicator, client authentication, DPoP proof and its nonce are added.
 *
 * @throws AuthorizationServerError with the OAuth error code
 */
export async function requestTokens(request: TokenRequest): Promise<OAuthTokens> {
  const sdk = await loadSdk();
  const { target, client, dpop } = request;
  // The resource goes in here, byte for byte: as a URL, a bare origin would gain a slash.
  const given = Object.entries({ ...request.parameters, resource: target.resource });
  const parameters = new URLSearchParams(
    given.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  try {
    return await sdk.fetchToken(
      {
        redirectUrl: undefined,
        clientMetadata: { redirect_uris: [] },
        clientInformation: () => ({ ...client, issuer: target.issuer }),
        prepareTokenRequest: () => parameters,
        addClientAuthentication: request.authenticate ?? secretAuthentication(client),
        dpop: () => dpop,
        tokens: () => undefined,
        saveTokens: () => {},
        redirectToAuthorization: () => {},
        saveCodeVerifier: () => {},
        codeVerifier: () => "",
      },
      target.authorizationServerUrl,
      {
        ...(target.metadata && { metadata: target.metadata }),
        fetchFn: (input, init) => request.fetch(input, { ...init, signal: request.signal }),
      },
    );
  } catch (error) {
    throw await asTokenError(target.issuer, error);
  }
}

/** The client itself is not accepted (RFC 6749 §5.2). */
export function isClientError(error: string | undefined): boolean {
  return error === "invalid_client" || error === "unauthorized_client";
}

async function asTokenError(issuer: string, error: unknown): Promise<unknown> {
  const { OAuthError, OAuthErrorCode } = await loadSdk();
  if (error instanceof FmcpError || (error instanceof DOMException && error.name === "AbortError"))
    return error;
  const step = "the token endpoint";
  if (!(error instanceof OAuthError)) {
    const network = error instanceof TypeError || error instanceof DOMException;
    return new AuthorizationServerError(
      step,
      issuer,
      { description: error instanceof Error ? error.message : String(error), transient: network },
      { cause: error },
    );
  }
  const transient = [
    OAuthErrorCode.ServerError,
    OAuthErrorCode.TemporarilyUnavailable,
    OAuthErrorCode.TooManyRequests,
  ].includes(error.code as never);
  // No cause: what the SDK says of a malformed answer quotes its whole body, which may hold a token.
  const description =
    error.code === OAuthErrorCode.ServerError
      ? "the answer is no OAuth response, or a server error"
      : error.message;
  return new AuthorizationServerError(step, issuer, { error: error.code, description, transient });
}
