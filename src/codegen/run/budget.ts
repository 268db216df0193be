import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { raise } from "../model/limits.js";

/** Generating the files took longer than allowed. Nothing was written. */
export class OutOfTimeError extends FmcpError {
  constructor(totalMs: number) {
    super(
      "OUT_OF_TIME",
      `Generating the files took longer than ${totalMs} ms. Nothing was written. Use --exclude to leave out the server with the longest lists. ${raise("totalMs")}`,
    );
  }
}

/**
 * The time that generating may take. Each step is bounded by the size of its input and cannot hang, so checking the clock
 * between steps is enough.
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

  /** @throws {OutOfTimeError} if the time is used up */
  check(): void {
    if (this.#now() - this.#start > this.#totalMs) throw new OutOfTimeError(this.#totalMs);
  }
}
