/** The limit of a connection attempt, which stands still while a person logs in. */
export class ConnectTimer {
  readonly #expire: () => void;
  #limitMs: number;
  #pending: () => Promise<void> | undefined = () => undefined;
  #leftMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** 0: no limit. */
  constructor(limitMs: number, expire: () => void) {
    this.#limitMs = this.#leftMs = limitMs > 0 ? limitMs : Infinity;
    this.#expire = expire;
    this.resume();
  }

  /** How much time there is; without limit `Infinity`. */
  get leftMs(): number {
    if (this.#timer === undefined) return this.#leftMs;
    return Math.max(0, this.#leftMs - (performance.now() - this.#startedAt));
  }

  /** Work that the limit does not count, such as a login: where it is under way at the end, the limit begins anew after it. */
  standStillFor(pending: () => Promise<void> | undefined): void {
    this.#pending = pending;
  }

  /** Sets another limit, counted from the start. 0: none. */
  limitTo(limitMs: number): void {
    const more = (limitMs > 0 ? limitMs : Infinity) - this.#limitMs;
    if (more === 0) return;
    this.pause();
    this.#limitMs += more;
    this.#leftMs = Math.max(0, this.#leftMs + more);
    this.resume();
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
    this.#timer = setTimeout(() => this.#end(), this.#leftMs);
  }

  end(): void {
    this.pause();
    this.#leftMs = Infinity;
  }

  #end(): void {
    const work = this.#pending();
    if (work === undefined) return this.#expire();
    this.#timer = undefined;
    this.#leftMs = this.#limitMs;
    void work.then(() => this.resume());
  }
}
