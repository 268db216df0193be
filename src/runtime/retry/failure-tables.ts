import type { FailureClass } from "./outcome.js";

/** A class, and whether another attempt is pointless. */
export interface Verdict {
  readonly class: FailureClass;
  readonly permanent: boolean;
}

const verdict = (failureClass: FailureClass, permanent = false): Verdict => ({
  class: failureClass,
  permanent,
});

const entries = <K>(keys: readonly K[], value: Verdict): (readonly [K, Verdict])[] =>
  keys.map((key) => [key, value]);

/** Stable codes of this runtime's errors (`errors/`) and of the SDK's `SdkError`. */
export const failureCodes: ReadonlyMap<string, Verdict> = new Map([
  // A bounded queue exists to reject requests at once: waiting and trying again would defeat it.
  ...entries(["OVERLOADED", "ENDPOINT_MISMATCH"], verdict("notSent", true)),
  ...entries(["CONNECT_FAILED", "NOT_CONNECTED", "NO_ENDPOINT"], verdict("notSent")),
  ["SESSION_LOST", verdict("refused", true)],
  ...entries(
    ["CONNECTION_CLOSED", "SEND_FAILED", "TIMEOUT", "REQUEST_TIMEOUT", "OUTCOME_UNKNOWN"],
    verdict("unknown"),
  ),
  ...entries(
    ["TOOL_ERROR", "PROTOCOL_ERROR", "INPUT_INVALID", "OUTPUT_INVALID", "CONFIGURATION", "UNSUPPORTED"],
    verdict("answered", true),
  ),
]);

/**
 * Codes of the operating system and of undici, by whether a byte of the request can have been sent. TLS failures come before
 * any request.
 */
export const systemCodes: ReadonlyMap<string, Verdict> = new Map([
  ...entries(["ENOENT", "EACCES", "ENOTDIR"], verdict("notSent", true)),
  ...entries(
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"],
    verdict("notSent"),
  ),
  ...entries(["EMFILE", "EAGAIN", "UND_ERR_CONNECT_TIMEOUT"], verdict("notSent")),
  ...entries(
    [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_HAS_EXPIRED",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "EPROTO",
    ],
    verdict("notSent", true),
  ),
  ...entries(
    ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "ERR_STREAM_DESTROYED"],
    verdict("unknown"),
  ),
  ...entries(["UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"], verdict("unknown")),
]);

/** HTTP statuses; other 5xx are `unknown`, other 4xx `answered`. 503 with Retry-After is `refused`. */
export const httpStatuses: ReadonlyMap<number, Verdict> = new Map([
  // The credentials or the session have already been renewed once.
  ...entries([401, 403, 404], verdict("refused", true)),
  [429, verdict("refused")],
  [408, verdict("unknown")],
]);

/** JSON-RPC error codes; all others are `answered`. */
export const rpcCodes: ReadonlyMap<number, Verdict> = new Map([
  // -32020 HeaderMismatch and -32022 UnsupportedProtocolVersion: refused before running, repaired once by the session.
  ...entries([-32020, -32022], verdict("refused", true)),
  // The SDK and proxies use -32000 for a connection that closed during a request.
  [-32000, verdict("unknown")],
]);
