import type { FetchLike, JSONRPCMessage } from "@modelcontextprotocol/client";
import { HttpError } from "../../errors/http-error.js";
import { statusError } from "./http-fetch.js";
import { messagesIn } from "./read-body.js";
import type { EventPlace } from "./read-event.js";

/** Statuses that the SDK handles itself if it has credentials. */
const SDK_ACTS_ON = new Set([401, 403]);

/** A gateway gave up waiting; the server may still be at work, and its answer comes on the stream (RFC 9110, 15.6.5; Cloudflare). */
const GATEWAY_GAVE_UP = new Set([504, 524]);

/** The server of the POSTs. */
export interface PostPlace extends EventPlace {
  /** Whether the SDK's transport adds credentials to requests. */
  readonly addsCredentials: boolean;
}

/**
 * Sends the POSTs of HTTP with SSE. An answer belongs on the event stream (MCP 2024-11-05, transports), but one in the response
 * of the POST, as some servers send it, counts as well. The SDK gets a response without a body, since some bodies never end.
 *
 * @param onGaveUp called with the error of a gateway whose wait for the POST ended: the answer may still come
 * @throws {HttpError | McpError} with which the server refused a message
 */
export function ssePosts(
  send: FetchLike,
  place: PostPlace,
  onMessage: (message: JSONRPCMessage) => void,
  onGaveUp: (error: Error) => void,
): FetchLike {
  return async (url, init) => {
    let response: Response;
    try {
      response = await send(url, init);
      if (init?.method !== "POST") return response;
      if (place.addsCredentials && SDK_ACTS_ON.has(response.status)) return response;
      if (!response.ok) throw await statusError(response, place.label, place.server);
    } catch (error) {
      if (!(error instanceof HttpError) || !GATEWAY_GAVE_UP.has(error.status)) throw error;
      onGaveUp(error);
      return new Response(null, { status: 202 });
    }
    void deliver(response, place, onMessage).catch(() => undefined);
    return new Response(null, { status: 202, headers: [...response.headers] });
  };
}

async function deliver(
  response: Response,
  place: EventPlace,
  onMessage: (message: JSONRPCMessage) => void,
): Promise<void> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || !/json|event-stream/i.test(type)) return response.body?.cancel();
  for (const message of messagesIn(await response.text(), place)) onMessage(message as JSONRPCMessage);
}
