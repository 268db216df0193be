const NEWLINE = 0x0a;

/**
 * Cuts a byte stream into lines in linear time: the chunks of a line are kept apart and joined once, when it is whole.
 * A line over `limit` bytes is never kept: `onOverflow` is called once, and everything after it is dropped.
 */
export class LineFramer {
  readonly #limit: number;
  readonly #onLine: (line: string) => void;
  readonly #onOverflow: () => void;
  #chunks: Buffer[] = [];
  #size = 0;
  #overflowed = false;

  constructor(limit: number, onLine: (line: string) => void, onOverflow: () => void) {
    this.#limit = limit;
    this.#onLine = onLine;
    this.#onOverflow = onOverflow;
  }

  push(chunk: Buffer): void {
    let start = 0;
    while (!this.#overflowed) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      this.#size += piece.length;
      if (this.#size > this.#limit) {
        this.#overflowed = true;
        this.#chunks = [];
        this.#onOverflow();
        return;
      }
      if (end === -1) {
        if (piece.length > 0) this.#chunks.push(piece);
        return;
      }
      this.#onLine(this.#join(piece));
      start = end + 1;
    }
  }

  /** Bytes after the last newline. */
  get rest(): number {
    return this.#size;
  }

  #join(last: Buffer): string {
    const line = this.#chunks.length === 0 ? last : Buffer.concat([...this.#chunks, last], this.#size);
    this.#chunks = [];
    this.#size = 0;
    return line.toString("utf8");
  }
}
