import type { FetchLike } from "@modelcontextprotocol/client";
import { readChallenge, type Challenge } from "./challenge.js";

/** A server that takes longer than this to refuse is not waited for: its first real request will say more. */
const TIMEOUT_MS = 10_000;

/**
 * What the server says to a request without credentials: its 401 challenge, if it has one. Not an MCP message: nothing
 * starts, and no answer is waited for. A server that cannot be asked this way has said nothing.
 */
export async function askForChallenge(
  serverUrl: string,
  send: FetchLike,
  signal: AbortSignal | undefined,
): Promise<Challenge | undefined> {
  const limit = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  const headers = { accept: "text/event-stream" };
  try {
    const response = await send(serverUrl, { method: "GET", headers, redirect: "manual", signal: limit });
    await response.body?.cancel().catch(() => {});
    if (response.status !== 401) return undefined;
    return readChallenge(401, response.headers.get("www-authenticate"));
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** Whether the server at `serverUrl` refuses requests without credentials. */
export async function probeAuth(serverUrl: string | URL, send: FetchLike = fetch): Promise<boolean> {
  return (await askForChallenge(String(serverUrl), send, undefined)) !== undefined;
}
