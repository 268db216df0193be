/** One who listens; closing it ends the subscription on the server when nobody else listens. */
export class Subscription {
  readonly #end: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(end: () => Promise<void>) {
    this.#end = end;
  }

  /** Never rejects; calling it again does nothing more. */
  close(): Promise<void> {
    return (this.#closed ??= this.#end());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
