import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectError } from "../errors/connect-error.js";
import { SYSTEM_CODE } from "../errors/map-sdk-error.js";
import type { SourceKind } from "../transport/transport-source.js";

/** The server was reachable and closed the connection. */
const HUNG_UP = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"]);

/** Statuses that any request would get: credentials required by a proxy, or temporarily unavailable. */
const SAME_FOR_ALL = new Set([407, 408, 503]);

/** The SDK's codes for 401 and 403: some gateways require a login for unknown methods only. */
const REFUSED_PROBE = new Set(["CLIENT_HTTP_AUTHENTICATION", "CLIENT_HTTP_FORBIDDEN"]);

/**
 * Whether a failed probe may only mean that the server is old: it crashed on the unknown request, closed the connection,
 * refused it by status (some gateways pass only known methods), or answered with something other than JSON-RPC. Then a new
 * connection tries the handshake. The same applies if a process answers the probe and then refuses the handshake: it may have
 * taken the probe for one. Errors that would recur (no such program, no network, no login) do not count.
 */
export function saysOldServer(error: unknown, kind: SourceKind): boolean {
  const { code, status, cause } = partsOf(error);
  if (kind === "stdio" && !(error instanceof ConfigurationError || error instanceof ConnectError))
    return true;
  if (typeof code === "string" && REFUSED_PROBE.has(code)) return true;
  if (code !== "ERA_NEGOTIATION_FAILED") return false;
  const below = partsOf(cause);
  const answered = status ?? below.status;
  if (typeof answered === "number") return answered >= 400 && !SAME_FOR_ALL.has(answered);
  const system = systemCodeOf(cause);
  if (system !== undefined) return HUNG_UP.has(system);
  return !(cause instanceof TypeError);
}

/** Returns the first operating system code in a chain of causes. */
function systemCodeOf(error: unknown, depth = 6): string | undefined {
  const { code, cause } = partsOf(error);
  if (typeof code === "string" && SYSTEM_CODE.test(code)) return code;
  return cause === undefined || depth === 0 ? undefined : systemCodeOf(cause, depth - 1);
}

function partsOf(error: unknown): {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
} {
  return typeof error === "object" && error !== null ? error : {};
}
