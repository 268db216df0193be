import { Callers, type CallersSettings } from "../identity/callers.js";
import type { Identity } from "../identity/identity.js";
import { isIdentityChange } from "../identity/identity-changed-error.js";
import type { Acting } from "./acting.js";
import type { Endpoints } from "./endpoints.js";

/** What the operations of a client stand on: one for all requests, or, where these are for different identities, one for each. */
export class ActsByIdentity {
  /** Where all requests are for the same; else its requests find out for whom they are. */
  readonly main: Acting;
  readonly #connection: Endpoints;
  readonly #callers: Callers<Acting>;

  constructor(
    connection: Endpoints,
    make: (identity: Identity | undefined) => Acting,
    settings: Pick<CallersSettings<Acting>, "clock" | "limits">,
  ) {
    this.#connection = connection;
    this.main = make(undefined);
    this.#callers = new Callers({
      ...settings,
      make,
      isHeld: ({ subscriptions }) => subscriptions.wanted,
      release: (identity) => connection.release(identity),
    });
  }

  /** Somebody wants to hear what the server says unasked. */
  get listen(): boolean {
    return [this.main, ...this.#callers.all].some(({ subscriptions }) => subscriptions.wanted);
  }

  /** What an identity has of its own; `undefined`: it was let go. */
  of(identity: Identity | undefined): Acting | undefined {
    return identity === undefined ? this.main : this.#callers.known(identity.key);
  }

  /** Runs an operation for whoever asks now; once more where the credentials changed under it, which the server did not run. */
  run<R>(operation: (acting: Acting) => Promise<R>): Promise<R> {
    const { target } = this.#connection;
    return target !== undefined && target.identify === undefined
      ? operation(this.main)
      : this.#runAsAsked(operation);
  }

  /** Runs a request of an identity, whose sessions stay meanwhile. */
  hold<R>(identity: Identity, request: () => Promise<R>): Promise<R> {
    return this.#callers.run(identity, request);
  }

  /** Lets all identities go. */
  clear(): void {
    this.#callers.clear();
  }

  async #runAsAsked<R>(operation: (acting: Acting) => Promise<R>): Promise<R> {
    const preparing = this.#connection.prepare();
    if (preparing !== undefined) await preparing;
    const identify = this.#connection.target?.identify;
    if (identify === undefined) return operation(this.main);
    const asked = async (): Promise<R> => {
      const identity = await identify();
      return this.#callers.run(identity, (acting) => operation(acting));
    };
    try {
      return await asked();
    } catch (error) {
      if (!isIdentityChange(error)) throw error;
      return asked();
    }
  }
}
