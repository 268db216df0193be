import { SharedWork } from "./shared-work.js";

/**
 * Equal requests at the same time are one. Each caller can leave by its own signal; the fetch is aborted when the last
 * one has left. Who joined gets a copy, so that nobody sees what another does to an answer.
 */
export class SingleFlight {
  readonly #flights = new Map<string, SharedWork<unknown>>();

  /** @param fetch is called if no flight with this key is under way; its signal belongs to the flight, not to a caller */
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

  /** Lets go of flights under way, so that who comes next starts a new one. */
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
