import { JsonScanner, type RequestId } from "../../receive/index.js";

const NEWLINE = 0x0a;

/** A line that was too long to keep. */
export interface SkippedLine {
  readonly size: number;
  /** Ids of the messages in it, as far as they were found. */
  readonly ids: readonly RequestId[];
  /** Whether it looks like an answer: JSON without a method. */
  readonly isAnswer: boolean;
}

/**
 * Splits a byte stream into lines in linear time: the chunks of a line are joined once, when it is complete. A line over
 * `limit` bytes is skipped, and only searched for ids; the following lines are not affected.
 */
export class LineFramer {
  readonly #limit: number;
  readonly #onLine: (line: string) => void;
  readonly #onSkip: (line: SkippedLine) => void;
  #chunks: Buffer[] = [];
  #size = 0;
  #skipping: { readonly scanner: JsonScanner; readonly isJson: boolean } | undefined;

  constructor(limit: number, onLine: (line: string) => void, onSkip: (line: SkippedLine) => void) {
    this.#limit = limit;
    this.#onLine = onLine;
    this.#onSkip = onSkip;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      this.#take(chunk.subarray(start, end === -1 ? chunk.length : end));
      if (end === -1) return;
      this.#endLine();
      start = end + 1;
    }
  }

  /** Number of bytes after the last newline. */
  get rest(): number {
    return this.#size;
  }

  /** The line after the last newline, as far as it came and is kept. */
  get restText(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }

  /** The same, taken out. */
  takeRest(): string {
    const text = this.restText;
    this.#chunks = [];
    this.#size = 0;
    return text;
  }

  /** Whether the line after the last newline may be a whole message. */
  get endsLikeMessage(): boolean {
    const last = this.#chunks.at(-1)?.subarray(-16).toString("latin1").trimEnd() ?? "";
    return /[}\]]$/.test(last);
  }

  #take(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#skipping !== undefined) return this.#skipping.scanner.push(piece);
    if (piece.length > 0) this.#chunks.push(piece);
    if (this.#size <= this.#limit) return;
    const scanner = new JsonScanner();
    this.#skipping = {
      scanner,
      isJson: /^\s*[{[]/.test(this.#chunks[0]?.subarray(0, 64).toString("latin1") ?? ""),
    };
    for (const kept of this.#chunks) scanner.push(kept);
    this.#chunks = [];
  }

  #endLine(): void {
    const skipping = this.#skipping;
    const size = this.#size;
    this.#size = 0;
    if (skipping === undefined) {
      const [first, ...others] = this.#chunks;
      this.#chunks = [];
      const line = others.length === 0 ? first : Buffer.concat([first as Buffer, ...others], size);
      return this.#onLine(line?.toString("utf8") ?? "");
    }
    this.#skipping = undefined;
    const { scanner, isJson } = skipping;
    this.#onSkip({ size, ids: scanner.ids, isAnswer: isJson && !scanner.hasMethod });
  }
}
