import { identityHeaders } from "./digest.js";

/**
 * Headers in an object that the program may change. The requests of a client belong to the identity for which it was made until
 * headers that identify the user change; from then on each request is identified by what it carries.
 */
export class GivenHeaders {
  readonly #read: () => Headers;
  readonly #first: Headers;
  readonly #text: string;
  readonly #identity: string;

  /** @param read returns the headers as they are now */
  constructor(read: () => Headers) {
    this.#read = read;
    this.#first = read();
    this.#text = textOf(this.#first);
    this.#identity = identityOf(this.#first);
  }

  /** The headers with which the client was made. */
  get first(): Headers {
    return this.#first;
  }

  /** Whether the headers that identify the user are still those with which the client was made. */
  get unchanged(): boolean {
    return this.#isFirst(this.#read());
  }

  /**
   * Returns headers for a request that began for the first identity: the present ones if they are of that identity, else the
   * first ones.
   */
  forFirst(): Headers {
    const now = this.#read();
    return this.#isFirst(now) ? now : this.#first;
  }

  #isFirst(now: Headers): boolean {
    return textOf(now) === this.#text || identityOf(now) === this.#identity;
  }
}

function textOf(headers: Headers): string {
  return JSON.stringify([...headers]);
}

function identityOf(headers: Headers): string {
  return JSON.stringify(identityHeaders(headers));
}
