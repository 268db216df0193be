/** The limit of a connection attempt, which stands still while a person logs in. */
export class ConnectTimer {
  readonly #expire: () => void;
  #leftMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** 0: no limit. */
  constructor(limitMs: number, expire: () => void) {
    this.#leftMs = limitMs > 0 ? limitMs : Infinity;
    this.#expire = expire;
    this.resume();
  }

  /** How much time there is; without limit `Infinity`. */
  get leftMs(): number {
    if (this.#timer === undefined) return this.#leftMs;
    return Math.max(0, this.#leftMs - (performance.now() - this.#startedAt));
  }

  pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - this.#startedAt));
  }

  resume(): void {
    if (this.#timer !== undefined || this.#leftMs === Infinity) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#expire, this.#leftMs);
  }

  end(): void {
    this.pause();
    this.#leftMs = Infinity;
  }
}
