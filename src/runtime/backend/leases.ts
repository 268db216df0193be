import { Lease } from "./lease.js";

/** Something that stays open as long as it has leases. */
export interface Leased {
  /** Makes it usable. Does not connect yet. */
  open(): void;
  /** Ends its sessions; `dispose`: also its processes. */
  close(dispose: boolean): Promise<void>;
}

/** Counts the leases of a backend: opens it for the first one, and closes it with the last. */
export class Leases {
  readonly #leased: Leased;
  #count = 0;
  /** Leases from before an `end()` no longer count. */
  #epoch = 0;

  constructor(leased: Leased) {
    this.#leased = leased;
  }

  /** Whether there is a lease. */
  get held(): boolean {
    return this.#count > 0;
  }

  /** Returns a lease once `connect` resolves; if it rejects, there is no lease. */
  async add(connect: () => Promise<unknown>): Promise<Lease> {
    const epoch = this.#epoch;
    this.#count++;
    this.#leased.open();
    try {
      await connect();
    } catch (error) {
      // a process may take long to end: `close()` and the next attempt wait for that, this caller does not
      void this.#release(epoch);
      throw error;
    }
    return new Lease(() => this.#release(epoch));
  }

  /** Holds it until `end()`, unless it is held already. */
  hold(): void {
    if (this.held) return;
    this.#count = 1;
    this.#leased.open();
  }

  /** Closes it, even if there are leases. */
  async end(): Promise<void> {
    this.#epoch++;
    this.#count = 0;
    await this.#leased.close(true);
  }

  async #release(epoch: number): Promise<void> {
    if (epoch !== this.#epoch || --this.#count > 0) return;
    this.#epoch++;
    await this.#leased.close(false);
  }
}
