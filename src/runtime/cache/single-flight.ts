import { onAbort } from "../layers/on-abort.js";

/** One fetch that several callers wait for. */
interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Equal requests at the same time are one. Each caller can leave by its own signal; the fetch is aborted when the last
 * one has left. Who joined gets a copy, so that nobody sees what another does to an answer.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** @param fetch is called if no flight with this key is under way; its signal belongs to the flight, not to a caller */
  run(key: string, signal: AbortSignal, fetch: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const underway = this.#flights.get(key);
    const joined = underway !== undefined;
    const flight = underway ?? this.#start(key, fetch);
    flight.waiting++;
    return new Promise((resolve, reject) => {
      const release = onAbort(signal, () => {
        reject(signal.reason as Error);
        if (--flight.waiting > 0) return;
        this.#land(key, flight);
        flight.controller.abort(signal.reason);
      });
      flight.promise.finally(release).then(
        (value) => resolve(joined ? structuredClone(value) : value),
        (error: unknown) => reject(error as Error),
      );
    });
  }

  /** Lets go of flights under way, so that who comes next starts a new one. */
  forget(): void {
    this.#flights.clear();
  }

  #start(key: string, fetch: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const promise = fetch(controller.signal);
    const flight: Flight = { promise, controller, waiting: 0 };
    this.#flights.set(key, flight);
    const land = (): void => this.#land(key, flight);
    promise.then(land, land);
    return flight;
  }

  #land(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
