/** A hold on a client's connection: the last one that is closed ends the session. */
export class Lease {
  readonly #release: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  /** Gives the hold back. Calling it again does nothing more. */
  close(): Promise<void> {
    return (this.#closed ??= this.#release());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
