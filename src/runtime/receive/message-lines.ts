import { JsonScanner } from "./json-scanner.js";
import { utf8 } from "../../shared/bytes/base64.js";
import { parse } from "./parse-message.js";
import { brokenAnswersIn, readMessages, readText } from "./read-text.js";

/** The messages and other lines that were read. */
export interface ReadLines {
  readonly messages: readonly unknown[];
  /** Lines that are not messages. */
  readonly noise: readonly string[];
}

const NOTHING: ReadLines = { messages: [], noise: [] };

/** Most lines of one message: a brace in a log must not swallow the following lines for long. */
const MOST_LINES = 100_000;

/** The beginning of a message; lines inside another message never look like this. */
const BEGINS = /^\s*\{.*"jsonrpc"\s*:/;

/**
 * Reads a stream of lines. The protocol requires one message per line (MCP, transports, stdio), but some servers print one over
 * several, so lines from a brace on are kept until the braces are closed, or until a line is a message by itself.
 */
export class MessageLines {
  #kept: string[] = [];
  #scanner = new JsonScanner();
  #size = 0;
  readonly #limit: number;

  /** @param limit most characters to keep for one message */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the lines so far may be continued. */
  get waits(): boolean {
    return this.#kept.length > 0;
  }

  push(line: string): ReadLines {
    if (line.trim() === "") return NOTHING;
    const messages = readMessages(line);
    if (messages.length > 0 && this.#kept.length === 0) return { messages, noise: NOTHING.noise };
    if (messages.length > 0) {
      const before = this.flush();
      return { messages: [...before.messages, ...messages], noise: before.noise };
    }
    if (this.#kept.length > 0 && BEGINS.test(line)) {
      const before = this.flush();
      const { messages: own, noise } = this.push(line);
      return { messages: [...before.messages, ...own], noise: [...before.noise, ...noise] };
    }
    if (this.#kept.length === 0 && !opensMessage(line)) return given([line]);
    this.#keep(line);
    // A JSON string never continues on the next line.
    const over = this.#kept.length > MOST_LINES || this.#size > this.#limit || this.#scanner.inString;
    return !over && this.#scanner.depth > 0 ? NOTHING : this.flush();
  }

  /** Reads the kept lines as they are: nothing that belongs to them follows. */
  flush(): ReadLines {
    const lines = this.#kept;
    if (lines.length === 0) return NOTHING;
    this.#kept = [];
    this.#scanner = new JsonScanner();
    this.#size = 0;
    return given(lines);
  }

  #keep(line: string): void {
    this.#kept.push(line);
    this.#size += line.length;
    this.#scanner.push(utf8(line));
  }
}

function given(lines: readonly string[]): ReadLines {
  const text = lines.join("\n");
  const messages = lines.length > 1 ? readText(text) : brokenAnswersIn(text);
  return messages.length > 0 ? { messages, noise: [] } : { messages, noise: lines };
}

/** Whether a line begins JSON that is printed over several lines: a brace, perhaps with a first member. */
function opensMessage(line: string): boolean {
  return /^\s*[{[]\s*("|$|\{)/.test(line) && parse(line) === undefined;
}
