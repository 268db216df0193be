import { anySignal } from "../async/any-signal.js";
import type { FetchLike } from "@modelcontextprotocol/client";
import { readChallenge, type Challenge } from "./challenge.js";
import { withinOrigin } from "./net/within-origin.js";
import { redirectedTo } from "./redirected-to.js";

/** Maximum wait for a refusal; if it is exceeded, the first real request will show more. */
const TIMEOUT_MS = 10_000;
const PING: RequestInit = {
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
  body: JSON.stringify({ jsonrpc: "2.0", id: 0, method: "ping" }),
};

/**
 * Sends a request without credentials and returns the 401 challenge, if there is one. Uses a ping if the server does not accept
 * GET; neither has side effects. If the server cannot be asked this way, returns nothing.
 */
export async function askForChallenge(
  serverUrl: string,
  send: FetchLike,
  signal: AbortSignal | undefined,
): Promise<Challenge | undefined> {
  const limit = anySignal([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  const follow = withinOrigin(send);
  const ask = async (init: RequestInit): Promise<Response> => {
    const response = await follow(serverUrl, { ...init, redirect: "manual", signal: limit });
    await response.body?.cancel().catch(() => {});
    return response;
  };
  try {
    const first = await ask({ method: "GET", headers: { accept: "text/event-stream" } });
    const takesGet = first.status < 400 || first.status >= 500 || first.status === 401;
    const response = takesGet ? first : await ask(PING);
    const { status, headers } = response;
    const answeredBy = redirectedTo(serverUrl, serverUrl, response);
    const challenge = {
      ...readChallenge(401, headers.get("www-authenticate")),
      ...(answeredBy !== undefined && { answeredBy }),
    };
    const gateway = status === 403 && challenge.resourceMetadata !== undefined;
    return status === 401 || gateway ? challenge : undefined;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** Whether the server at `serverUrl` refuses requests without credentials. */
export async function probeAuth(serverUrl: string | URL, send: FetchLike = fetch): Promise<boolean> {
  return (await askForChallenge(String(serverUrl), send, undefined)) !== undefined;
}
