import { utf8 } from "../../../shared/bytes/base64.js";
import { JsonScanner, parse, type RequestId } from "../../receive/index.js";

/** An event of a stream (HTML, server-sent events). */
export interface StreamEvent {
  readonly kind: "event";
  /** `message` if the server gave none. */
  readonly type: string;
  readonly data: string;
  /** Whether it was in the stream on its own, as JSON without `data:`. */
  readonly bare?: true;
  /** Last event id, if this event set one. */
  readonly id?: string;
  /** Delay before the stream is requested again, in milliseconds, if this event sets it. */
  readonly retryMs?: number;
}

/** An event that was too long to keep. */
export interface SkippedEvent {
  readonly kind: "skipped";
  readonly ids: readonly RequestId[];
  readonly hasMethod: boolean;
}

/**
 * Yields the events of a body, each when it is complete. Lines end at LF, CR or CRLF. An event of more than `limit` bytes is
 * skipped, and only searched for ids. An unfinished event at the end of the body counts: some servers omit the last empty line.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  limit: number,
): AsyncGenerator<StreamEvent | SkippedEvent, void, undefined> {
  const decoder = new TextDecoder();
  const lines = new Lines();
  const block = new Block(limit);
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const piece of lines.push(decoder.decode(value, { stream: true }))) {
        const event = block.push(piece);
        if (event !== undefined) yield event;
      }
    }
    const last = block.end();
    if (last !== undefined) yield last;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Matches JSON, with which no line of an event begins. */
const BARE = /^\s*[{[]/;

/** Whether a line is JSON on its own. */
function isBareMessage(line: string): boolean {
  return BARE.test(line) && parse(line) !== undefined;
}

/** Returns the events in a complete text. */
export function eventsIn(text: string): readonly (StreamEvent | SkippedEvent)[] {
  const lines = new Lines();
  const block = new Block(text.length * 4);
  const events = [...lines.push(text)].map((piece) => block.push(piece));
  return [...events, block.end()].filter((event) => event !== undefined);
}

/** A part of a line, and whether the line ends with it. */
interface Piece {
  readonly text: string;
  readonly ends: boolean;
}

/** Splits text into lines, without waiting for the character after a CR. */
class Lines {
  #afterCr = false;

  *push(text: string): Generator<Piece> {
    const end = /\r\n|\n|\r/g;
    let start = this.#afterCr && text.startsWith("\n") ? 1 : 0;
    if (text !== "") this.#afterCr = text.endsWith("\r");
    end.lastIndex = start;
    for (let match = end.exec(text); match !== null; match = end.exec(text)) {
      yield { text: text.slice(start, match.index), ends: true };
      start = end.lastIndex;
    }
    if (start < text.length) yield { text: text.slice(start), ends: false };
  }
}

/** Collects the lines of one event. */
class Block {
  readonly #limit: number;
  #pieces: string[] = [];
  #line: string[] = [];
  #lineIsEmpty = true;
  #isComment = false;
  #size = 0;
  #scanner: JsonScanner | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push({ text, ends }: Piece): StreamEvent | SkippedEvent | undefined {
    if (text !== "") this.#take(text);
    if (!ends) return undefined;
    if (this.#lineIsEmpty) return this.end();
    this.#lineIsEmpty = true;
    if (this.#line.length > 0) this.#pieces.push(this.#line.join(""));
    this.#line = [];
    return this.#pieces.length === 1 && isBareMessage(this.#pieces[0] ?? "") ? this.end() : undefined;
  }

  /** Returns the event so far; `undefined` if there is none. */
  end(): StreamEvent | SkippedEvent | undefined {
    const scanner = this.#scanner;
    const lines = this.#line.length > 0 ? [...this.#pieces, this.#line.join("")] : this.#pieces;
    this.#pieces = [];
    this.#line = [];
    this.#lineIsEmpty = true;
    this.#size = 0;
    this.#scanner = undefined;
    if (scanner !== undefined) return { kind: "skipped", ids: scanner.ids, hasMethod: scanner.hasMethod };
    return lines.length === 0 ? undefined : eventOf(lines);
  }

  #take(text: string): void {
    if (this.#lineIsEmpty) this.#isComment = text.startsWith(":");
    this.#lineIsEmpty = false;
    if (this.#isComment) return;
    this.#size += utf8(text).length;
    if (this.#scanner !== undefined) return this.#scanner.push(utf8(text));
    this.#line.push(text);
    if (this.#size <= this.#limit) return;
    this.#scanner = new JsonScanner();
    for (const kept of [...this.#pieces, ...this.#line]) this.#scanner.push(utf8(kept));
    this.#pieces = [];
    this.#line = [];
  }
}

function eventOf(lines: readonly string[]): StreamEvent {
  const data: string[] = [];
  let type = "message";
  let id: string | undefined;
  let retryMs: number | undefined;
  for (const line of lines) {
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (BARE.test(line)) return { kind: "event", type: "message", data: lines.join("\n"), bare: true };
    if (field === "data") data.push(value);
    else if (field === "event") type = value === "" ? "message" : value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
  }
  return {
    kind: "event",
    type,
    data: data.join("\n"),
    ...(id !== undefined && { id }),
    ...(retryMs !== undefined && { retryMs }),
  };
}
