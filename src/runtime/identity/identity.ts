/** For whom requests are made, as far as their credentials tell: nothing that came with one identity serves another. */
export interface Identity {
  /** Digest of what tells this identity from others, never the credentials themselves. */
  readonly key: string;
  /** Whom the requests are for, where the program says it. */
  readonly subject: string | undefined;
  /** Headers of this identity for one request, as a function of the program made them; `undefined`: there is no such function. */
  readonly headers: (() => Promise<Headers>) | undefined;
  /** A token of this identity, or the request to send, as a function of the program answered; `undefined`: there is none. */
  readonly answer: string | Request | undefined;
}

/** Identities of one client that are in use keep the latest credentials of each: a renewed token replaces the old one. */
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

  /** Takes up what the functions answered last for the same identity. */
  renew(latest: Identity): void {
    this.#latest = latest;
  }
}
