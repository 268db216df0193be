import type { FetchLike, JSONRPCMessage } from "@modelcontextprotocol/client";
import { statusError } from "./http-fetch.js";
import { messagesIn } from "./read-body.js";
import type { EventPlace } from "./read-event.js";

/** Statuses that the SDK handles itself: credentials. */
const SDK_ACTS_ON = new Set([401, 403]);

/**
 * Sends the POSTs of HTTP with SSE. An answer belongs on the event stream (MCP 2024-11-05, transports), but one in the response
 * of the POST, as some servers send it, counts as well. The SDK gets a response without a body, since some bodies never end.
 *
 * @throws {HttpError | McpError} with which the server refused a message
 */
export function ssePosts(
  send: FetchLike,
  place: EventPlace,
  onMessage: (message: JSONRPCMessage) => void,
): FetchLike {
  return async (url, init) => {
    const response = await send(url, init);
    if (init?.method !== "POST" || SDK_ACTS_ON.has(response.status)) return response;
    if (!response.ok) throw await statusError(response, place.label, place.server);
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
