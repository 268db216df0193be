import { SharedWork } from "./shared-work.js";

/**
 * Combines equal requests made at the same time into one. Each caller can leave by its own signal; the fetch is aborted when
 * the last one leaves. Callers that joined get a copy, so that changes to an answer stay with the caller that made them.
 */
export class SingleFlight {
  readonly #flights = new Map<string, SharedWork<unknown>>();

  /** @param fetch called if no flight with this key is under way; its signal belongs to the flight, not to a caller */
  async run(
    key: string,
    signal: AbortSignal,
    fetch: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<unknown> {
    signal.throwIfAborted();
    const underway = this.#flights.get(key);
    if (underway === undefined || underway.aborted) return this.#start(key, fetch).wait(signal);
    return structuredClone(await underway.wait(signal));
  }

  /** Forgets the flights under way, so that the next caller starts a new one. */
  forget(): void {
    this.#flights.clear();
  }

  #start(key: string, fetch: (signal: AbortSignal) => Promise<unknown>): SharedWork<unknown> {
    const flight = new SharedWork(fetch);
    this.#flights.set(key, flight);
    const land = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.result.then(land, land);
    return flight;
  }
}
