import type { DpopSession } from "@modelcontextprotocol/client";
import type { Challenge } from "./challenge.js";
import type { AuthStatus } from "./http-auth.js";

/** What a request is sent with. */
export interface Credentials {
  /** `undefined`: none yet; the server's challenge will say what it wants. */
  readonly token: string | undefined;
  /** Signs the request, too, where the token is bound to a key (RFC 9449). */
  readonly dpop?: DpopSession;
  /** Where requests to the server's URL go instead: what its redirect led to, and the token is for. Of the same origin. */
  readonly endpoint?: string;
  /** Grows with every renewal that ended, well or not: tells a request that was sent before from one sent after. */
  readonly generation: number;
}

/** Where credentials come from. */
export interface CredentialSource {
  /** For a request that is about to be sent; renews a token that is about to expire. */
  current(signal: AbortSignal | undefined): Promise<Credentials>;
  /**
   * A 401, or 403 `insufficient_scope`, came back for `used`. Resolves once it makes sense to send the request again.
   *
   * @throws FmcpError a cause of ./errors.js: it does not
   */
  challenged(
    challenge: Challenge,
    used: Credentials,
    response: Response | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /** The server took `used`. */
  accepted(used: Credentials): void;
  readonly pending: Promise<void> | undefined;
  /** Gets credentials before the server asks a request for them; `people`: only where a person takes part. */
  prepare(who: "people" | "everybody", signal?: AbortSignal): Promise<void>;
  login(signal?: AbortSignal): Promise<AuthStatus | undefined>;
  logout(signal?: AbortSignal): Promise<void>;
  status(): Promise<AuthStatus>;
}
