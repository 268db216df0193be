import type {
  DpopSession,
  FetchLike,
  OAuthClientInformationMixed,
  OAuthTokens,
} from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { AuthorizationServerError, UnsafeUrlError } from "../errors.js";
import { withinOrigin } from "../net/within-origin.js";
import { readError } from "./answers/error-answer.js";
import { UnusableAnswer } from "./answers/members.js";
import { readObject } from "./answers/read-object.js";
import { readTokens } from "./answers/token-answer.js";
import type { AuthenticationWay, ClientAuthentication } from "./client-auth.js";
import { asFailure } from "./failure.js";
import { loadSdk } from "./sdk.js";
import type { Target } from "./target.js";

/** One request to a token endpoint. */
export interface TokenRequest {
  readonly target: Target;
  readonly client: OAuthClientInformationMixed;
  /** `grant_type` and what belongs to it. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly authentication: ClientAuthentication;
  readonly dpop: DpopSession | undefined;
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
}

const STEP = "the token endpoint";

/**
 * Asks for tokens with any grant; the resource indicator, client authentication, DPoP proof and its nonce are added. Where the
 * server refuses the client, the next way to authenticate it is tried once.
 *
 * @throws AuthorizationServerError with the OAuth error code
 */
export async function requestTokens(request: TokenRequest): Promise<OAuthTokens> {
  const url = await tokenEndpoint(request.target);
  const [first, second] = request.authentication.ways(request.client, request.target);
  if (first === undefined) throw new RangeError("unreachable: there is always a way");
  try {
    return await attempt(request, url, first);
  } catch (error) {
    if (second === undefined || !isClientRefusal(error)) throw error;
    return attempt(request, url, second).catch((again: unknown) =>
      Promise.reject(isClientRefusal(again) ? error : again),
    );
  }
}

/** The client itself is not accepted (RFC 6749 §5.2). */
export function isClientError(error: string | undefined): boolean {
  return error === "invalid_client" || error === "unauthorized_client";
}

function isClientRefusal(error: unknown): boolean {
  return error instanceof AuthorizationServerError && error.error === "invalid_client";
}

/** At `/token` where the server has no metadata, as in the specification of 2025-03-26. */
async function tokenEndpoint(target: Target): Promise<URL> {
  const { assertSecureTokenEndpoint } = await loadSdk();
  const url = target.metadata?.token_endpoint ?? String(new URL("/token", target.authorizationServerUrl));
  try {
    return assertSecureTokenEndpoint(url);
  } catch (cause) {
    throw new UnsafeUrlError("the token endpoint", url, "plain http is for loopback addresses only", {
      cause,
    });
  }
}

async function attempt(request: TokenRequest, url: URL, way: AuthenticationWay): Promise<OAuthTokens> {
  const { issuer } = request.target;
  const { response, body } = await send(request, url, way).catch((error: unknown) =>
    Promise.reject(asFailure(STEP, issuer, error)),
  );
  // Some servers answer errors with 200.
  if (!response.ok || (body !== undefined && body["error"] && !body["access_token"]))
    throw new AuthorizationServerError(STEP, issuer, readError(response.status, body));
  try {
    if (body === undefined) throw new UnusableAnswer("the answer is not a JSON object");
    const tokens = readTokens(body);
    way.proven();
    return tokens;
  } catch (error) {
    if (!(error instanceof UnusableAnswer)) throw error;
    // No cause and no quote: the body may hold a token.
    throw new AuthorizationServerError(STEP, issuer, { description: error.message });
  }
}

/** The same request once more with the nonce that the server wants in DPoP proofs (RFC 9449 §8). */
async function send(
  request: TokenRequest,
  url: URL,
  way: AuthenticationWay,
): Promise<{ response: Response; body: JsonObject | undefined }> {
  const { dpop } = request;
  for (let again = false; ; again = true) {
    const response = await sendOnce(request, url, way);
    dpop?.observeNonce(response, url);
    const body = await readObject(response);
    if (dpop === undefined || again || body?.["error"] !== "use_dpop_nonce") return { response, body };
  }
}

async function sendOnce(request: TokenRequest, url: URL, way: AuthenticationWay): Promise<Response> {
  const { target, parameters, dpop, fetch, signal } = request;
  // The resource goes in here, byte for byte: as a URL, a bare origin would gain a slash.
  const given = Object.entries({ ...parameters, resource: target.resource });
  const body = new URLSearchParams(
    given.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const headers = new Headers({
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
  });
  await way.add(headers, body, url, target.metadata as Parameters<typeof way.add>[3]);
  if (dpop !== undefined) headers.set("dpop", await dpop.buildProof({ htm: "POST", htu: url }));
  return withinOrigin(fetch)(url, { method: "POST", headers, body, signal });
}
