import type { DpopSession } from "@modelcontextprotocol/client";
import type { Challenge } from "../challenge.js";
import type { GrantContext } from "../grants/grant.js";
import type { AuthStatus } from "../http-auth.js";
import type { DiscoveryContext } from "./discovery.js";

/** What a session works with. */
export interface SessionContext extends GrantContext {
  readonly kind: AuthStatus["kind"];
  readonly discovery: DiscoveryContext;
  /** Makes or loads the key that tokens are bound to (RFC 9449). */
  readonly dpop: (() => Promise<DpopSession>) | undefined;
  /** Asks the server without credentials; its challenge, or nothing if it wants none. */
  readonly probe: (signal: AbortSignal | undefined) => Promise<Challenge | undefined>;
}
