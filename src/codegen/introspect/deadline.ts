import { timerMs } from "../../shared/time/forever.js";
import { anySignal, connectLimitMs } from "fmcp-runtime/internal";

/**
 * The time for one server, from its start to its last list: the one the user set, else the connect timeout of a client, which is
 * longer if the server may have to be installed first.
 */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #outer: AbortSignal | undefined;
  readonly #own = new AbortController();
  readonly #givenMs: number | undefined;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #limitMs = 0;
  #ended = false;

  /** `outer` ends it earlier. */
  constructor(timeoutMs?: number, outer?: AbortSignal) {
    this.#givenMs = timeoutMs;
    this.#outer = outer;
    this.signal = outer === undefined ? this.#own.signal : anySignal([outer, this.#own.signal]);
    this.startsWith(undefined);
  }

  get limitMs(): number {
    return this.#limitMs;
  }

  /** Whether the time has passed before anything else ended it. */
  get passed(): boolean {
    return this.#own.signal.aborted && this.#outer?.aborted !== true;
  }

  /** Sets the limit by the program that may install the server first; `undefined` if there is none. */
  startsWith(installer: string | undefined): void {
    if (this.#ended) return;
    this.#limitMs = connectLimitMs({ connectTimeoutMs: this.#givenMs }, installer);
    clearTimeout(this.#timer);
    const leftMs = timerMs(Math.max(0, this.#limitMs - (performance.now() - this.#startedAt)));
    const reason = new DOMException("The time limit for the server was reached.", "TimeoutError");
    this.#timer = setTimeout(() => this.#own.abort(reason), leftMs);
  }

  /** Releases the timer once it is no longer needed. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
