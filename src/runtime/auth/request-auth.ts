import type { FetchLike } from "@modelcontextprotocol/client";
import type { RequestAuth } from "./auth.js";
import { askProgram } from "../errors/ask-program.js";
import { answerKey } from "../identity/identify.js";
import type { LatestIdentity } from "../identity/identity.js";
import { IdentityChangedError } from "../identity/identity-changed-error.js";
import { bearerHeader } from "./bearer-header.js";
import { CredentialsRefusedError } from "./auth-errors.js";

/**
 * Adds to `base` the credentials from a function of the user's, which returns a token or the request to send. It is called for
 * every request, and once more if its token is refused: a new one is tried.
 */
export function requestAuthFetch(
  auth: RequestAuth,
  serverUrl: URL,
  server: string,
  base: FetchLike,
): FetchLike {
  const apply = asking(auth, server);
  return async (input, init = {}) => {
    if (new URL(input).origin !== serverUrl.origin) return base(input, init);
    const first = await apply(new Request(input, init));
    const response = await sendAs(first, base, input, init);
    if (response.status !== 401 || typeof first !== "string") return response;
    const second = await apply(new Request(input, init));
    if (second === first) throw new CredentialsRefusedError(serverUrl.href, undefined);
    await response.body?.cancel().catch(() => {});
    return sendAs(second, base, input, init);
  };
}

/**
 * The same for one identity: sends what the function returned for it, and never what it returns for another identity by now.
 *
 * @throws IdentityChangedError the function now answers for another identity; the request was not sent
 */
export function identityAuthFetch(
  auth: RequestAuth,
  identity: LatestIdentity,
  serverUrl: URL,
  server: string,
  base: FetchLike,
): FetchLike {
  const apply = asking(auth, server);
  const own = (answer: string | Request): boolean =>
    identity.subject !== undefined || answerKey(answer) === answerKey(identity.answer);
  return async (input, init = {}) => {
    if (new URL(input).origin !== serverUrl.origin) return base(input, init);
    const first = identity.answer;
    if (typeof first !== "string") {
      const answer = await apply(new Request(input, init));
      if (!own(answer)) throw new IdentityChangedError(undefined);
      return sendAs(answer, base, input, init);
    }
    const response = await sendAs(first, base, input, init);
    if (response.status !== 401) return response;
    await response.body?.cancel().catch(() => {});
    const second = await apply(new Request(input, init));
    if (second === first) throw new CredentialsRefusedError(serverUrl.href, undefined);
    if (!own(second)) throw new IdentityChangedError(undefined);
    identity.renew({ ...identityFacts(identity), answer: second });
    return sendAs(second, base, input, init);
  };
}

function asking(auth: RequestAuth, server: string): (request: Request) => Promise<string | Request> {
  return (request) => askProgram({ option: "auth", server, signal: request.signal }, () => auth(request));
}

function identityFacts({
  key,
  subject,
  headers,
}: LatestIdentity): Pick<LatestIdentity, "key" | "subject" | "headers"> {
  return { key, subject, headers };
}

async function sendAs(
  answer: string | Request,
  base: FetchLike,
  input: string | URL,
  init: RequestInit,
): Promise<Response> {
  if (typeof answer === "string") {
    const headers = new Headers(init.headers);
    for (const [name, value] of bearerHeader(answer, new URL(input).origin)) headers.set(name, value);
    return base(input, { ...init, headers });
  }
  // Copied field by field: `base` may be from another realm than this `Request`.
  const body = answer.body === null ? undefined : await answer.text();
  const { method, headers } = answer;
  return base(answer.url, { ...init, method, headers, ...(body !== undefined && { body }) });
}
