import { connectLimitMs } from "fmcp-runtime/internal";

/**
 * The time for one server, from its start to its last list: what the user gave, else as long as a client takes to connect, which is
 * longer where the server may be installed first.
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
    this.signal = outer === undefined ? this.#own.signal : AbortSignal.any([outer, this.#own.signal]);
    this.startsWith(undefined);
  }

  get limitMs(): number {
    return this.#limitMs;
  }

  /** It has passed, and nothing else ended it before. */
  get passed(): boolean {
    return this.#own.signal.aborted && this.#outer?.aborted !== true;
  }

  /** Sets the limit by what may install the server first; `undefined`: nothing. */
  startsWith(installer: string | undefined): void {
    if (this.#ended) return;
    this.#limitMs = connectLimitMs({ connectTimeoutMs: this.#givenMs }, installer);
    clearTimeout(this.#timer);
    const leftMs = Math.max(0, this.#limitMs - (performance.now() - this.#startedAt));
    const reason = new DOMException("The time for the server is over.", "TimeoutError");
    this.#timer = setTimeout(() => this.#own.abort(reason), leftMs);
  }

  /** It is not needed any more. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
