import type { DpopSession } from "@modelcontextprotocol/client";
import type { Challenge } from "../challenge.js";
import type { GrantContext } from "../grants/grant.js";
import type { AuthStatus } from "../http-auth.js";
import type { DiscoveryContext } from "./discovery.js";

/** What a session needs. */
export interface SessionContext extends GrantContext {
  readonly kind: AuthStatus["kind"];
  readonly discovery: DiscoveryContext;
  /** Makes or loads the key that tokens are bound to (RFC 9449). */
  readonly dpop: (() => Promise<DpopSession>) | undefined;
  /** Sends a request without credentials to the server; resolves to its challenge, or `undefined` if it requires none. */
  readonly probe: (signal: AbortSignal | undefined) => Promise<Challenge | undefined>;
}
