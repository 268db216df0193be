import type { FetchLike } from "@modelcontextprotocol/client";
import { cleanData, cleanError, Redactor } from "../../shared/secrets/index.js";
import { sentSecrets, type Tell } from "./net/exchanged-secrets.js";

/** The secrets of one set of credentials: those given, and those that came up. Errors and events go out without them. */
export class Confidence {
  readonly #redactor: Redactor;
  readonly #onSecrets: Tell;

  /** `onSecrets`: who else wants to know of those that come up. */
  constructor(given: readonly string[], onSecrets: Tell = () => undefined) {
    this.#redactor = new Redactor(given);
    this.#onSecrets = onSecrets;
  }

  readonly tell: Tell = (secrets) => {
    this.#redactor.add(...secrets);
    this.#onSecrets(secrets);
  };

  /** An event, or anything else that is plain data, as it may be shown. */
  data<T>(value: T): T {
    return cleanData(value, this.#redactor);
  }

  /** What `work` resolves to; its errors hold no secret. */
  async keep<T>(work: () => Promise<T> | T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw cleanError(error, this.#redactor);
    }
  }

  /** `base`, which tells of the credentials that a request carries. */
  telling(base: FetchLike): FetchLike {
    return (input, init) => {
      this.tell(sentSecrets(init?.headers === undefined ? {} : { headers: init.headers }));
      return base(input, init);
    };
  }
}
