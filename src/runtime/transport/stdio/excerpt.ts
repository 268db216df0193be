import { redact } from "../../../shared/secrets/index.js";

/** How many bytes of a log an excerpt keeps. */
export interface ExcerptSize {
  readonly head: number;
  readonly tail: number;
}

/** Beginning and end of a log, without secrets. */
export interface Ends {
  /** The beginning, if `tail` does not reach that far back. */
  readonly head?: string;
  /** The end; all of a short log. */
  readonly tail: string;
}

/** Keeps the beginning and the end of what a process prints: the first lines say what failed, the last ones how it ended. */
export class Excerpt {
  readonly #size: ExcerptSize;
  #first: Buffer[] = [];
  #firstBytes = 0;
  #last: Buffer[] = [];
  #lastBytes = 0;
  #total = 0;

  constructor(size: ExcerptSize) {
    this.#size = size;
  }

  push(chunk: Buffer): void {
    this.#total += chunk.length;
    // Keeps twice as much of both, so that a secret across a cut is still recognized.
    const room = 2 * this.#size.head - this.#firstBytes;
    if (room > 0) {
      // A copy: a slice would keep the whole chunk in memory.
      const piece = Buffer.from(chunk.subarray(0, room));
      this.#first.push(piece);
      this.#firstBytes += piece.length;
    }
    this.#last.push(chunk);
    this.#lastBytes += chunk.length;
    while (this.#lastBytes - (this.#last[0]?.length ?? 0) >= 2 * this.#size.tail)
      this.#lastBytes -= this.#last.shift()?.length ?? 0;
  }

  /** Returns both ends as text, without `secrets`. `more`: text that came last and was not kept yet. */
  ends(secrets: Iterable<string>, more = ""): Ends {
    const { head, tail } = this.#size;
    const known = [...secrets];
    const kept = Buffer.concat(this.#last).subarray(-2 * tail);
    const last = redact(kept.toString("utf8") + more, known);
    if (last.length <= tail) return { tail: last };
    const missing = this.#total > kept.length ? head : Math.min(head, last.length - tail);
    const first = redact(Buffer.concat(this.#first).toString("utf8"), known).slice(0, missing);
    return { head: first, tail: last.slice(-tail) };
  }
}
