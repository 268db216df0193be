import { show } from "../../../shared/text/show.js";
import { ProtocolError } from "../../errors/protocol-error.js";
import type { EventPlace } from "./read-event.js";

/** Content types that are never an event stream, whatever the body: a page of a web application, a status in JSON. */
const OTHER = /^\s*(?:text\/html|application\/(?:[\w.-]+\+)?(?:json|xml))\b/i;

export function isEventStream({ headers }: Response): boolean {
  return /^\s*text\/event-stream\b/i.test(headers.get("content-type") ?? "");
}

/**
 * Returns the response to a request for a stream. A missing or vague content type is not a reason to refuse it.
 * @throws {ProtocolError} if it is something else
 */
export function asEventStream(response: Response, { label, server }: EventPlace): Response {
  const type = response.headers.get("content-type") ?? "";
  if (!OTHER.test(type)) return response;
  void response.body?.cancel().catch(() => undefined);
  const message = `${show(label)} answered the request for its event stream with "${show(type, 80)}".`;
  throw new ProtocolError(message, undefined, { server });
}
