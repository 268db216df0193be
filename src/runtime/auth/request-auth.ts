import type { FetchLike } from "@modelcontextprotocol/client";
import type { RequestAuth } from "./auth.js";
import { CredentialsRefusedError } from "./errors.js";
import type { HttpAuth } from "./http-auth.js";

/** Credentials from a function of the user's: it answers a token, or the request to send. A refused token is asked for once more. */
export function requestAuth(apply: RequestAuth, serverUrl: URL, send: FetchLike): HttpAuth {
  const send1 = async (
    input: string | URL,
    init: RequestInit,
  ): Promise<{ response: Response; token: string | undefined }> => {
    const answer = await apply(new Request(input, init));
    if (typeof answer !== "string")
      return { response: await send(answer.url, await initOf(answer, init)), token: undefined };
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${answer}`);
    return { response: await send(input, { ...init, headers }), token: answer };
  };
  return {
    async fetch(input, init = {}) {
      if (new URL(input).origin !== serverUrl.origin) return send(input, init);
      const first = await send1(input, init);
      if (first.response.status !== 401 || first.token === undefined) return first.response;
      const second = await send1(input, init);
      if (second.response.status === 401 && second.token === first.token)
        throw new CredentialsRefusedError(serverUrl.href, undefined);
      return second.response;
    },
    async headers() {
      const answer = await apply(new Request(serverUrl));
      return typeof answer === "string"
        ? { authorization: `Bearer ${answer}` }
        : Object.fromEntries(answer.headers);
    },
    async prepare() {},
    pending: undefined,
    async login() {
      return undefined;
    },
    async logout() {},
    async status() {
      return { kind: "custom", authorized: true };
    },
  };
}

/** What a request holds, for a `fetch` that may be of another realm than its `Request`. */
async function initOf(request: Request, init: RequestInit): Promise<RequestInit> {
  const body = request.body === null ? undefined : await request.text();
  return { ...init, method: request.method, headers: request.headers, ...(body !== undefined && { body }) };
}
