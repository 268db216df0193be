import type { FetchLike } from "@modelcontextprotocol/client";
import { asUnauthorized, readChallenge, type Challenge } from "./challenge.js";
import type { CredentialSource, Credentials } from "./credential-source.js";
import { bearerHeader } from "./bearer-header.js";
import { CredentialsRefusedError } from "./auth-errors.js";
import { isSameUrl, redirectedTo } from "./redirected-to.js";
import { loadSdk } from "../connection/sdk.js";

/** Renewal, login and step-up may each happen once; a server that asks for more contradicts itself. */
const MAX_SENDS = 4;

/**
 * Wraps `send` to add credentials of `source` to requests for the origin of `serverUrl`; other requests are unchanged. On a
 * challenge, obtains credentials and repeats the request: the server did not run what it answered with 401 or 403. A token for
 * the target of a redirect is sent to that target, and never to the URL that redirects, which may be another server on the same
 * origin.
 */
export function authorizedFetch(serverUrl: URL, source: CredentialSource, send: FetchLike): FetchLike {
  return async (input, init = {}) => {
    if (new URL(input).origin !== serverUrl.origin) return send(input, init);
    const signal = init.signal ?? undefined;
    const isEndpoint = isSameUrl(input, serverUrl);
    try {
      for (let sends = 1; ; sends++) {
        const used = await source.current(signal);
        const to = (isEndpoint ? used.endpoint : undefined) ?? input;
        const response = await sendWith(used, send, to, init);
        const answeredBy = isEndpoint ? redirectedTo(serverUrl, to, response) : undefined;
        const challenge = challengeOf(response, used, answeredBy);
        if (challenge === undefined) {
          // Credentials are checked first: a server that rejects the request itself has accepted them.
          if (response.status < 500) source.accepted(used);
          return response;
        }
        if (sends === MAX_SENDS)
          throw new CredentialsRefusedError(serverUrl.href, challenge.errorDescription ?? challenge.error);
        await source.challenged(challenge, used, response, signal);
        await response.body?.cancel().catch(() => {});
      }
    } catch (error) {
      throw asAuthFailure(error);
    }
  };
}

async function sendWith(
  used: Credentials,
  send: FetchLike,
  input: string | URL,
  init: RequestInit,
): Promise<Response> {
  if (used.token === undefined) return send(input, init);
  const headers = new Headers(init.headers);
  for (const [name, value] of bearerHeader(used.token, new URL(input).origin)) headers.set(name, value);
  if (used.dpop === undefined) return send(input, { ...init, headers });
  const { withDpop } = await loadSdk();
  return withDpop(used.dpop, () => used.token)(send)(input, { ...init, headers });
}

function challengeOf(
  response: Response,
  used: Credentials,
  answeredBy: string | undefined,
): Challenge | undefined {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const challenge = {
    ...readChallenge(response.status, response.headers.get("www-authenticate")),
    ...(answeredBy !== undefined && { answeredBy }),
  };
  if (used.token === undefined && challenge.resourceMetadata !== undefined) return asUnauthorized(challenge);
  return response.status === 401 || challenge.error === "insufficient_scope" ? challenge : undefined;
}

/**
 * Marks an error as the SDK's authentication failure, so that its negotiation passes it on unchanged instead of reporting a
 * network failure.
 */
function asAuthFailure(error: unknown): unknown {
  if (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    String(error.code).startsWith("AUTH_")
  ) {
    Object.defineProperty(error, Symbol.for("mcp.authSeamEscape"), { value: true, configurable: true });
  }
  return error;
}
