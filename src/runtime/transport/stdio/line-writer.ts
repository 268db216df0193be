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
  /** What was given to the stream and is not written yet, in order. */
  readonly #given: (readonly Done[])[] = [];

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
      this.#give(line, [done]);
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
    this.#give(text, waiting);
  }

  /** Nothing more is written: fails the lines that were not. */
  fail(error: Error): void {
    const given = this.#given.splice(0);
    for (const done of [...given.flat(), ...this.#waiting.splice(0)]) done(error);
    this.#kept = "";
  }

  #give(text: string, lines: readonly Done[]): void {
    this.#given.push(lines);
    this.#stream.write(text, (error) => {
      // a stream writes in order; those that have failed are not told again
      if (this.#given[0] !== lines) return;
      this.#given.shift();
      for (const done of lines) done(error);
    });
  }
}
