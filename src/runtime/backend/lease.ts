/** A hold on a client's connection: closing the last one ends the session. */
export class Lease {
  readonly #release: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  /** Releases the hold. Further calls do nothing. */
  close(): Promise<void> {
    return (this.#closed ??= this.#release());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
