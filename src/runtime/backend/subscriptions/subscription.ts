/** One listener; closing the last one ends the subscription on the server. */
export class Subscription {
  readonly #end: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor(end: () => Promise<void>) {
    this.#end = end;
  }

  /** Never rejects; further calls do nothing. */
  close(): Promise<void> {
    return (this.#closed ??= this.#end());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
