import { redact } from "../../../shared/secrets/index.js";

/** How much of a log an excerpt keeps, in bytes. */
export interface ExcerptSize {
  readonly head: number;
  readonly tail: number;
}

/** The two ends of a log, secrets redacted. */
export interface Ends {
  /** How it begins, where `tail` does not reach that far back. */
  readonly head?: string;
  /** How it ends; all of it where it is short. */
  readonly tail: string;
}

/** Keeps the beginning and the end of what a process writes: the first words say what failed, the last ones what it came to. */
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
    // Twice of both is kept, so that a secret that straddles a cut is still recognised as a whole.
    const room = 2 * this.#size.head - this.#firstBytes;
    if (room > 0) {
      // A copy: a slice would hold on to the whole chunk.
      const piece = Buffer.from(chunk.subarray(0, room));
      this.#first.push(piece);
      this.#firstBytes += piece.length;
    }
    this.#last.push(chunk);
    this.#lastBytes += chunk.length;
    while (this.#lastBytes - (this.#last[0]?.length ?? 0) >= 2 * this.#size.tail)
      this.#lastBytes -= this.#last.shift()?.length ?? 0;
  }

  /** Both ends as text, without `secrets`. */
  ends(secrets: Iterable<string>): Ends {
    const { head, tail } = this.#size;
    const known = [...secrets];
    const kept = Buffer.concat(this.#last).subarray(-2 * tail);
    const last = redact(kept.toString("utf8"), known);
    if (last.length <= tail) return { tail: last };
    const missing = this.#total > kept.length ? head : Math.min(head, last.length - tail);
    const first = redact(Buffer.concat(this.#first).toString("utf8"), known).slice(0, missing);
    return { head: first, tail: last.slice(-tail) };
  }
}
