/**
 * A value created on first use and shared by all callers. If creating it failed, the next caller tries again: a file or a store
 * that could not be read may be available by then.
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

  /** Takes the value out, for the caller to dispose of. */
  take(): Promise<T> | undefined {
    const made = this.#made;
    this.#made = undefined;
    return made;
  }
}
