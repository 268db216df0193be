import type { Writable } from "node:stream";

/** Receives the error if a line could not be written. */
type Done = (error?: Error | null) => void;

/** Characters from which on lines no longer wait for the end of the turn. */
const MOST_KEPT = 1024 * 1024;

/**
 * Writes lines to a stream: the first of a turn at once, further ones of the same turn as one text, since each write is a call
 * of the system.
 */
export class LineWriter {
  readonly #stream: Writable;
  #inTurn = false;
  #kept = "";
  #waiting: Done[] = [];

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(line: string, done: Done): void {
    if (!this.#inTurn) {
      this.#inTurn = true;
      process.nextTick(() => {
        this.#inTurn = false;
        this.flush();
      });
      this.#stream.write(line, done);
      return;
    }
    this.#kept += line;
    this.#waiting.push(done);
    if (this.#kept.length > MOST_KEPT) this.flush();
  }

  /** Writes what is kept, as before the stream ends. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const [text, waiting] = [this.#kept, this.#waiting];
    this.#kept = "";
    this.#waiting = [];
    this.#stream.write(text, (error) => waiting.forEach((done) => done(error)));
  }
}
