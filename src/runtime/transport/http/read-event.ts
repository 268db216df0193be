import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import {
  asEventFor,
  batched,
  brokenAnswer,
  noted,
  parse,
  readText,
  type RequestId,
} from "../../receive/index.js";
import { MessageTooLargeError } from "../message-too-large-error.js";
import type { SkippedEvent, StreamEvent } from "./event-stream.js";

/** The stream that an event came on. */
export interface EventPlace {
  /** The request that the stream answers; absent: it is the server's own stream. */
  readonly id?: RequestId;
  readonly label: string;
  readonly server: string | undefined;
  /** Largest event, in bytes. */
  readonly limit: number;
}

/** Matches a message, whatever the event's name: some servers name events after methods, or `response`. */
const NAMED_MESSAGE = /^\s*[[{][^]*"jsonrpc"/;

const BARE = "it was JSON in a body of the type `text/event-stream`";

/** Returns the messages in an event; empty if it has none. */
export function readEvent(event: StreamEvent | SkippedEvent, place: EventPlace): readonly JSONRPCMessage[] {
  if (event.kind === "skipped") return skipped(event, place);
  const messages = messagesOf(event, place);
  if (event.bare === true) for (const message of messages) noted(message, BARE);
  return messages;
}

function messagesOf(event: StreamEvent, place: EventPlace): readonly JSONRPCMessage[] {
  if (event.data === "" || (event.type !== "message" && !NAMED_MESSAGE.test(event.data))) return [];
  const { id } = place;
  if (id === undefined) return readText(event.data) as JSONRPCMessage[];
  const value = parse(event.data);
  const values = value === undefined ? readText(event.data) : batched(value);
  return values.filter(isJsonObject).map((it) => asEventFor(id, it) as unknown as JSONRPCMessage);
}

/** Fails the requests that an event answers if it was too long. */
function skipped(
  { ids, hasMethod }: SkippedEvent,
  { id, label, server, limit }: EventPlace,
): readonly JSONRPCMessage[] {
  if (hasMethod) return [];
  const error = new MessageTooLargeError(`An answer of ${show(label)}`, limit, undefined, { server });
  const broken = { reason: "it exceeds the limit", answer: undefined, error };
  const concerned = ids.length === 0 && id !== undefined ? [id] : ids;
  return concerned.map((it) => brokenAnswer(it, broken));
}
