/** For whom requests are, as far as their credentials show: nothing that belongs to one identity is used for another. */
export interface Identity {
  /** Digest of what identifies it, never the credentials themselves. */
  readonly key: string;
  /** Whom the requests are for, if the program says so. */
  readonly subject: string | undefined;
  /** Headers of this identity for one request, from a function of the program; `undefined`: there is no such function. */
  readonly headers: (() => Promise<Headers>) | undefined;
  /** A token of this identity, or the request to send, from a function of the program; `undefined`: there is none. */
  readonly answer: string | Request | undefined;
}

/** Keeps the latest credentials of an identity that is in use: a renewed token replaces the old one. */
export class LatestIdentity implements Identity {
  readonly key: string;
  #latest: Identity;

  constructor(first: Identity) {
    this.key = first.key;
    this.#latest = first;
  }

  get subject(): string | undefined {
    return this.#latest.subject;
  }

  get headers(): (() => Promise<Headers>) | undefined {
    return this.#latest.headers;
  }

  get answer(): string | Request | undefined {
    return this.#latest.answer;
  }

  /** Takes over the latest answers of the functions for the same identity. */
  renew(latest: Identity): void {
    this.#latest = latest;
  }
}
