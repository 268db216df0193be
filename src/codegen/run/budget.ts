import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { raise } from "../model/limits.js";

/** Making the files took longer than allowed. Nothing was written. */
export class OutOfTimeError extends FmcpError {
  constructor(totalMs: number) {
    super(
      "OUT_OF_TIME",
      `Making the files took longer than ${totalMs} ms. Nothing was written. Leave out the server that lists so much with --exclude. ${raise("totalMs")}`,
    );
  }
}

/**
 * The time that the generator gives itself. Each step is bounded by the size of what it gets and cannot hang, so it is enough to
 * look at the clock between them.
 */
export class Budget {
  readonly #totalMs: number;
  readonly #now: () => number;
  readonly #start: number;

  constructor(totalMs: number, now: () => number) {
    this.#totalMs = totalMs;
    this.#now = now;
    this.#start = now();
  }

  /** @throws {OutOfTimeError} when it is used up */
  check(): void {
    if (this.#now() - this.#start > this.#totalMs) throw new OutOfTimeError(this.#totalMs);
  }
}
