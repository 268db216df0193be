import { show } from "../../../shared/text/show.js";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import { ProtocolError } from "../../errors/protocol-error.js";
import { isJsonObject } from "../../../shared/json/json.js";
import { SocketResponse } from "./socket-response.js";
import { eventsIn } from "./event-stream.js";
import { isCoded } from "./codings.js";
import { isPage, pageWords } from "./page-words.js";
import { type EventPlace, readEvent } from "./read-event.js";
import {
  asAnswerTo,
  batched,
  isAnswer,
  noted,
  parse,
  readText,
  type RequestId,
} from "../../receive/index.js";

/** The request that a body answers, for errors. */
export interface Asked {
  readonly id: RequestId;
  readonly method: string;
  /** The server's URL without secrets. */
  readonly label: string;
  readonly server: string | undefined;
}

/**
 * Returns the messages in a body that is not an event stream. Ignores its content type: some servers do not declare JSON.
 * @throws {ProtocolError} that describes the body, if it is not an answer
 * @throws {ConnectionClosedError} if it was cut off
 */
export async function readBody(response: Response, asked: Asked): Promise<readonly unknown[]> {
  const text = await textOf(response, asked);
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const value = unquoted(parse(json));
  const values = value === undefined ? messagesIn(json, asked) : batched(value);
  const messages = values.filter((it) => typeof it === "object" && it !== null);
  if (!messages.some(isAnswer)) throw refusal(whatIs(text, value, response), text, asked);
  return messages.length === 1 ? messages.map((it) => asAnswerTo(asked.id, it)) : messages;
}

/** Matches the beginning of an event, whatever the content type (HTML, server-sent events). */
const EVENTS = /^\s*(?:(?:data|event|id|retry)\s*:|:)/;

const STREAM = "it was an event stream in a body of another type";

/** Returns the messages in a text that is not a JSON value, or in a body that answers no particular request. */
export function messagesIn(
  text: string,
  { label, server, id }: Omit<EventPlace, "limit">,
): readonly unknown[] {
  if (!EVENTS.test(text)) return readText(text);
  const place = { label, server, limit: text.length, ...(id !== undefined && { id }) };
  const messages = eventsIn(text).flatMap((event) => readEvent(event, place));
  return messages.map((message) => noted(message, STREAM));
}

/** JSON that was written as JSON once more, as gateways of functions do: what is in the text. */
function unquoted(value: unknown): unknown {
  return typeof value === "string" && /^\s*[{[]/.test(value) ? (parse(value) ?? value) : value;
}

/** After this time without a byte, a body that is a complete object in JSON counts as whole. */
const QUIET_MS = 1_000;

function isObject(text: string): boolean {
  return isJsonObject(parse(text));
}

const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]+)/i;
const UTF8 = /^utf-?8$/i;

/** JSON is UTF-8 (RFC 8259), and some servers say, and mean, something else. */
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

async function textOf(response: Response, asked: Asked): Promise<string> {
  try {
    const charset = CHARSET.exec(response.headers.get("content-type") ?? "")?.[1];
    if (charset === undefined || UTF8.test(charset))
      return await (response instanceof SocketResponse
        ? response.wholeText(isObject, QUIET_MS)
        : response.text());
    return decoderOf(charset).decode(await response.arrayBuffer());
  } catch (error) {
    const { cause = error } = error as { cause?: unknown };
    const { code } = (cause ?? {}) as { code?: unknown };
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (typeof code === "string" && /^(Z_|ERR_(BROTLI|_ZLIB|ZSTD))/.test(code))
      throw refusal(`a compressed body that cannot be unpacked: ${show(reason)}`, undefined, asked);
    if (!/terminated|other side closed|ECONNRESET|content-length/i.test(`${String(error)} ${reason}`))
      throw error;
    const { label, server, method } = asked;
    const message = `${show(label)} closed the connection during its answer to ${show(method)}: ${show(reason)}.`;
    throw new ConnectionClosedError(message, { server, cause: error });
  }
}

/** Describes a body without an answer. A compressed body that was cut off is shorter, or empty. */
function whatIs(text: string, value: unknown, { status, headers }: Response): string {
  const encoding = headers.get("content-encoding");
  const packed = encoding === null ? "" : ` in the encoding "${show(encoding)}"`;
  if (text.trim() === "") return `HTTP ${status} and an empty body${packed}`;
  if (isPage(text)) return `an HTML page: ${show(pageWords(text), 120)}`;
  // some servers name the character set there, and the body is text
  if (isCoded(headers) && text.includes("\ufffd"))
    return `a body${packed}, which is not supported: gzip, deflate and br are`;
  const about = `${text.length} characters${packed}: ${show(text.trim(), 200)}`;
  if (value !== undefined) return `JSON that is not a response, ${about}`;
  return /^\s*[{[]/.test(text) ? `JSON that is cut or broken, ${about}` : `text instead of JSON, ${about}`;
}

function refusal(what: string, answer: unknown, { label, server, method }: Asked): ProtocolError {
  return new ProtocolError(`${show(label)} answered ${show(method)} with ${what}.`, answer, { server });
}
