import { Callers, type CallersSettings } from "../identity/callers.js";
import type { Identity } from "../identity/identity.js";
import { isIdentityChange } from "../identity/identity-changed-error.js";
import type { Caller } from "./caller.js";
import type { Endpoints } from "./endpoints.js";

/** The callers of one server: a single one for all requests, or one per identity if requests are for different identities. */
export class CallersByIdentity {
  /** The only caller if all requests are for the same identity; otherwise it determines the identity of each request. */
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

  /** Whether the next request is known to be for the only identity, or for the first, so that `main` makes it. */
  get single(): boolean {
    const { target } = this.#connection;
    return target !== undefined && (target.identify === undefined || target.given?.unchanged === true);
  }

  /** Whether any caller listens for notifications. */
  get listen(): boolean {
    return [this.main, ...this.#callers.all].some(({ subscriptions }) => subscriptions.wanted);
  }

  /** Returns the caller of an identity; `undefined` if it was released. */
  of(identity: Identity | undefined): Caller | undefined {
    return identity === undefined ? this.main : this.#callers.known(identity.key);
  }

  /**
   * Runs an operation for the current identity. Runs it again, once, if the credentials changed meanwhile, so that the server
   * did not run it.
   */
  async run<R>(operation: (caller: Caller) => Promise<R>): Promise<R> {
    if (this.single) return operation(this.main);
    const preparing = this.#connection.prepare();
    if (preparing !== undefined) await preparing;
    const identify = this.#connection.target?.identify;
    if (identify === undefined || this.single) return operation(this.main);
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

  /** Runs a request of an identity and keeps its sessions open meanwhile. */
  hold<R>(identity: Identity, request: () => Promise<R>): Promise<R> {
    return this.#callers.run(identity, request);
  }

  /** Releases all identities. */
  clear(): void {
    this.#callers.clear();
  }
}
