import type { Clock } from "../async/clock.js";
import { onAbort } from "../async/on-abort.js";

/** How a run ended. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** Work that runs in parallel and can be dropped: it is aborted, and its result is undone. */
export class Run<T> {
  /** Never rejects. */
  readonly outcome: Promise<Outcome<T>>;
  readonly #controller = new AbortController();
  readonly #discard: (value: T) => Promise<void>;
  #settled: Outcome<T> | undefined;
  #taken = false;

  constructor(
    work: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    discard: (value: T) => Promise<void>,
  ) {
    this.#discard = discard;
    const abort = (): void => this.#controller.abort(signal.reason);
    const release = onAbort(signal, abort);
    if (signal.aborted) abort();
    this.outcome = work(this.#controller.signal)
      .then(
        (value): Outcome<T> => ({ ok: true, value }),
        (error: unknown): Outcome<T> => ({ ok: false, error }),
      )
      .then((outcome) => {
        release();
        return (this.#settled = outcome);
      });
  }

  /** Its outcome, once it has ended. */
  get settled(): Outcome<T> | undefined {
    return this.#settled;
  }

  /** Waits for the outcome; resolves to `undefined` after `ms`. */
  async within(ms: number, clock: Clock): Promise<Outcome<T> | undefined> {
    const timer = new AbortController();
    const pause = clock.sleep(ms, timer.signal).catch(() => undefined);
    await Promise.race([this.outcome, pause]);
    timer.abort();
    return this.#settled;
  }

  /** Takes its value, which is then not undone. @throws what it failed with */
  async take(): Promise<T> {
    this.#taken = true;
    const outcome = await this.outcome;
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  }

  /** Ends it, unless its value was taken. Resolves when everything is undone; never rejects. */
  async drop(): Promise<void> {
    if (this.#taken) return;
    this.#taken = true;
    this.#controller.abort(new Error("dropped"));
    const outcome = await this.outcome;
    if (outcome.ok) await this.#discard(outcome.value).catch(() => undefined);
  }
}
