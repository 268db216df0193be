import { Callers, type CallersSettings } from "../identity/callers.js";
import type { Identity } from "../identity/identity.js";
import { isIdentityChange } from "../identity/identity-changed-error.js";
import type { Caller } from "./caller.js";
import type { Endpoints } from "./endpoints.js";

/** The callers of one server: one for all requests, or one for each identity where requests are for different ones. */
export class CallersByIdentity {
  /** Where all requests are for the same identity; else its requests find out for whom they are. */
  readonly main: Caller;
  readonly #connection: Endpoints;
  readonly #callers: Callers<Caller>;

  constructor(
    connection: Endpoints,
    make: (identity: Identity | undefined) => Caller,
    settings: Pick<CallersSettings<Caller>, "clock" | "limits">,
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

  /** All requests are known to be for the same identity: `main` makes them. */
  get single(): boolean {
    const { target } = this.#connection;
    return target !== undefined && target.identify === undefined;
  }

  /** Whether any caller listens for notifications. */
  get listen(): boolean {
    return [this.main, ...this.#callers.all].some(({ subscriptions }) => subscriptions.wanted);
  }

  /** The caller of an identity; `undefined`: it was let go. */
  of(identity: Identity | undefined): Caller | undefined {
    return identity === undefined ? this.main : this.#callers.known(identity.key);
  }

  /** Runs an operation for the identity that asks now; once more where the credentials changed under it, so that the server did not run it. */
  async run<R>(operation: (caller: Caller) => Promise<R>): Promise<R> {
    if (this.single) return operation(this.main);
    const preparing = this.#connection.prepare();
    if (preparing !== undefined) await preparing;
    const identify = this.#connection.target?.identify;
    if (identify === undefined) return operation(this.main);
    const asked = async (): Promise<R> => {
      const identity = await identify();
      return this.#callers.run(identity, (caller) => operation(caller));
    };
    try {
      return await asked();
    } catch (error) {
      if (!isIdentityChange(error)) throw error;
      return asked();
    }
  }

  /** Runs a request of an identity, whose sessions stay meanwhile. */
  hold<R>(identity: Identity, request: () => Promise<R>): Promise<R> {
    return this.#callers.run(identity, request);
  }

  /** Lets all identities go. */
  clear(): void {
    this.#callers.clear();
  }
}
