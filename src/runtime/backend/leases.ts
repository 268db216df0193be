import { Lease } from "./lease.js";

/** Something that is open as long as anybody holds it. */
export interface Leased {
  /** Makes it usable. Connects to nothing yet. */
  open(): void;
  /** Ends its sessions; `dispose`: processes, too. */
  close(dispose: boolean): Promise<void>;
}

/** Counts who holds a backend: it is opened for the first lease, and closed with the last one. */
export class Leases {
  readonly #leased: Leased;
  #count = 0;
  /** Leases of before an `end()` count no more. */
  #epoch = 0;

  constructor(leased: Leased) {
    this.#leased = leased;
  }

  /** Whether anybody holds it. */
  get held(): boolean {
    return this.#count > 0;
  }

  /** A lease, once `connect` resolved; where it rejects, there is none. */
  async add(connect: () => Promise<unknown>): Promise<Lease> {
    const epoch = this.#epoch;
    this.#count++;
    this.#leased.open();
    try {
      await connect();
    } catch (error) {
      await this.#release(epoch);
      throw error;
    }
    return new Lease(() => this.#release(epoch));
  }

  /** Holds it until `end()`, unless somebody holds it already. */
  hold(): void {
    if (this.held) return;
    this.#count = 1;
    this.#leased.open();
  }

  /** Closes it, whoever holds a lease. */
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
