/**
 * What is made on first use, and once for all who ask. Where that failed, who asks next has it made again: a file or a store that
 * could not be read may be there by then.
 */
export class Once<T> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  get(): Promise<T> {
    if (this.#made !== undefined) return this.#made;
    const made = (this.#made = this.#make());
    made.catch(() => {
      if (this.#made === made) this.#made = undefined;
    });
    return made;
  }

  /** Lets go of what was made, and gives it away to be ended. */
  take(): Promise<T> | undefined {
    const made = this.#made;
    this.#made = undefined;
    return made;
  }
}
