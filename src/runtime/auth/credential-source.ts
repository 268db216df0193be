import type { DpopSession } from "@modelcontextprotocol/client";
import type { Challenge } from "./challenge.js";
import type { AuthStatus } from "./http-auth.js";

/** The credentials of one request. */
export interface Credentials {
  /** `undefined`: there is none yet; the server's challenge will say what it requires. */
  readonly token: string | undefined;
  /** Also signs the request, if the token is bound to a key (RFC 9449). */
  readonly dpop?: DpopSession;
  /** The URL to use instead of the server's: the target of its redirect, which the token is for. On the same origin. */
  readonly endpoint?: string;
  /** Incremented when a renewal ends, successfully or not: distinguishes requests sent before and after it. */
  readonly generation: number;
}

/** Where credentials come from. */
export interface CredentialSource {
  /** Returns the credentials for a request about to be sent; renews a token that is about to expire. */
  current(signal: AbortSignal | undefined): Promise<Credentials>;
  /**
   * Handles a 401, or a 403 `insufficient_scope`, for `used`. Resolves once the request can be sent again.
   *
   * @throws FmcpError one of the errors in ./errors.js, if sending it again would not help
   */
  challenged(
    challenge: Challenge,
    used: Credentials,
    response: Response | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /** Records that the server accepted `used`. */
  accepted(used: Credentials): void;
  readonly pending: Promise<void> | undefined;
  /** Obtains credentials before the server asks for them. `people`: only if a person takes part. */
  prepare(who: "people" | "everybody", signal?: AbortSignal): Promise<void>;
  login(signal?: AbortSignal): Promise<AuthStatus | undefined>;
  logout(signal?: AbortSignal): Promise<void>;
  status(): Promise<AuthStatus>;
}
