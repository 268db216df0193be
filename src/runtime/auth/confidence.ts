import type { FetchLike } from "@modelcontextprotocol/client";
import { cleanData, cleanError, Redactor } from "../../shared/secrets/index.js";
import { sentSecrets, type Tell } from "./net/exchanged-secrets.js";

/** The secrets of one set of credentials: those given, and those obtained later. Removes them from errors and events. */
export class Confidence {
  readonly #redactor: Redactor;
  readonly #onSecrets: Tell;

  /** @param onSecrets also called with secrets that are obtained later */
  constructor(given: readonly string[], onSecrets: Tell = () => undefined) {
    this.#redactor = new Redactor(given);
    this.#onSecrets = onSecrets;
  }

  readonly tell: Tell = (secrets) => {
    this.#redactor.add(...secrets);
    this.#onSecrets(secrets);
  };

  /** Removes secrets from an event, or from any other plain data. */
  data<T>(value: T): T {
    return cleanData(value, this.#redactor);
  }

  /** Resolves as `work` does; removes secrets from its errors. */
  async keep<T>(work: () => Promise<T> | T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw cleanError(error, this.#redactor);
    }
  }

  /** Wraps `base` to record the credentials that each request carries. */
  telling(base: FetchLike): FetchLike {
    return (input, init) => {
      this.tell(sentSecrets(init?.headers === undefined ? {} : { headers: init.headers }));
      return base(input, init);
    };
  }
}
