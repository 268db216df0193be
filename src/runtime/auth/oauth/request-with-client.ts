import type { DpopSession, FetchLike, OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import { AuthorizationServerError } from "../auth-errors.js";
import { withinOrigin } from "../net/within-origin.js";
import { isError, readError } from "./answers/error-answer.js";
import { UnusableAnswer } from "./answers/members.js";
import { readObject } from "./answers/read-object.js";
import type { AuthenticationWay, ClientAuthentication } from "./client-auth.js";
import { refusesClient } from "./client-refusal.js";
import { asFailure } from "./failure.js";
import type { Target } from "./oauth-target.js";

/** A request to an endpoint that authenticates the client. */
export interface ClientRequest<T> {
  /** Name of the step in errors: `the token endpoint`. */
  readonly step: string;
  readonly url: URL;
  readonly target: Target;
  readonly client: OAuthClientInformationMixed;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly authentication: ClientAuthentication;
  readonly dpop: DpopSession | undefined;
  /** Guarded. */
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
  /** @throws UnusableAnswer */
  readonly read: (body: JsonObject) => T;
}

/**
 * Sends a form with the resource indicator, client authentication, DPoP proof and nonce. If the server refuses the client,
 * tries the next way to authenticate once.
 *
 * @throws AuthorizationServerError with the OAuth error code
 */
export async function requestWithClient<T>(request: ClientRequest<T>): Promise<T> {
  const [first, second] = request.authentication.ways(request.client, request.target);
  if (first === undefined) throw new RangeError("unreachable: there is always a way");
  try {
    return await attempt(request, first);
  } catch (error) {
    if (second === undefined || !isRefusal(error)) throw error;
    return attempt(request, second).catch((again: unknown) =>
      Promise.reject(isRefusal(again) ? error : again),
    );
  }
}

/** Servers differ in how they report a client that did not authenticate as they expect. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof AuthorizationServerError) || error.transient) return false;
  return refusesClient(error) || error.error === "invalid_request";
}

async function attempt<T>(request: ClientRequest<T>, way: AuthenticationWay): Promise<T> {
  const { step, target, read } = request;
  const { response, body } = await send(request, way).catch((error: unknown) =>
    Promise.reject(asFailure(step, target.issuer, error)),
  );
  // Some servers send errors with status 200.
  if (!response.ok || isError(body, "access_token"))
    throw new AuthorizationServerError(step, target.issuer, readError(response.status, body));
  try {
    if (body === undefined) throw new UnusableAnswer("the answer is not a JSON object");
    const answer = read(body);
    way.proven();
    return answer;
  } catch (error) {
    if (!(error instanceof UnusableAnswer)) throw error;
    // Has no cause and no quote: the body may contain a token.
    throw new AuthorizationServerError(step, target.issuer, { description: error.message });
  }
}

/** Repeats the request with the nonce that the server requires in DPoP proofs (RFC 9449 §8). */
async function send(
  request: ClientRequest<unknown>,
  way: AuthenticationWay,
): Promise<{ response: Response; body: JsonObject | undefined }> {
  const { dpop, url } = request;
  for (let again = false; ; again = true) {
    const response = await sendOnce(request, way);
    dpop?.observeNonce(response, url);
    const body = await readObject(response);
    if (dpop === undefined || again || body?.["error"] !== "use_dpop_nonce") return { response, body };
  }
}

async function sendOnce(request: ClientRequest<unknown>, way: AuthenticationWay): Promise<Response> {
  const { url, target, parameters, dpop, fetch, signal } = request;
  // The resource is sent byte for byte: the URL class would add a slash to a bare origin.
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
