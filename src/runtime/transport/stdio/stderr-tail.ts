import { redact } from "../../../shared/secrets/index.js";

const TAIL_BYTES = 8 * 1024;

/** The last 8 KiB that a process wrote to its standard error. */
export class StderrTail {
  #chunks: Buffer[] = [];
  #size = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // Twice the tail is kept, so that a secret that straddles its start is still recognised as a whole.
    while (this.#size - (this.#chunks[0]?.length ?? 0) >= 2 * TAIL_BYTES)
      this.#size -= this.#chunks.shift()?.length ?? 0;
  }

  /** The tail as text, without `secrets`. */
  text(secrets: Iterable<string>): string {
    const kept = Buffer.concat(this.#chunks);
    const clean = redact(kept.subarray(Math.max(0, kept.length - 2 * TAIL_BYTES)).toString("utf8"), secrets);
    return clean.length <= TAIL_BYTES ? clean : clean.slice(-TAIL_BYTES);
  }
}
