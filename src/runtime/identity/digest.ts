import { canonicalJson } from "../../shared/json/canonical.js";
import { base64url } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Headers that differ from request to request for the same user: tracing, correlation, times, digests of the body. */
const PER_REQUEST =
  /^(?:traceparent|tracestate|b3|x-b3-.*|sentry-trace|x-amzn-trace-id|x-cloud-trace-context|(?:x-)?(?:request|correlation|trace|span)-id|idempotency-key|date|x-(?:amz|ms|goog)-date|x-timestamp|(?:content-)?digest|x-(?:amz|goog)-content-sha256|signature(?:-input)?|dpop|user-agent|accept|content-type|content-length|mcp-.*)$/;

/**
 * Parameters of `Authorization` that sign one request; the rest identifies who signs it (AWS Signature 4, RFC 9421, Digest,
 * OAuth 1).
 */
const SIGNS_REQUEST =
  /\b(?:signature|oauth_signature|oauth_nonce|oauth_timestamp|response|nonce|cnonce|nc|ts|mac|created|expires)=(?:"[^"]*"|[^,\s]*),?\s*/gi;

/** Day and region in the credential scope of AWS Signature 4. */
const CREDENTIAL_SCOPE = /(credential=[^/,\s]+)\/[^,\s]*/i;

/** Returns a digest of any JSON value: equal values have equal digests. */
export function digestOf(value: unknown): string {
  return base64url(sha256(canonicalJson(value)));
}

/** Returns the headers of a request that identify its user: all but those specific to one request. */
export function identityHeaders(headers: Headers): readonly (readonly [string, string])[] {
  return [...headers]
    .filter(([name]) => !PER_REQUEST.test(name))
    .map(([name, value]) => [name, name === "baggage" ? lasting(value) : signer(name, value)] as const)
    .filter(([name, value]) => name !== "baggage" || value !== "");
}

/** Whether some of the headers are specific to one request. */
export function hasRequestHeaders(headers: Headers): boolean {
  return [...headers].some(([name]) => PER_REQUEST.test(name));
}

/** Returns the members of `baggage` (W3C) that do not belong to one trace, which tools of tracing add to every request. */
function lasting(baggage: string): string {
  return baggage
    .split(",")
    .map((member) => member.trim())
    .filter(
      (member) => member !== "" && !/^(?:sentry-|(?:[\w.-]*[_.-])?(?:trace|span)[_.-]?id\s*=)/i.test(member),
    )
    .join(",");
}

function signer(name: string, value: string): string {
  if (name !== "authorization" || /^(?:bearer|basic)\s/i.test(value)) return value;
  return value.replace(SIGNS_REQUEST, "").replace(CREDENTIAL_SCOPE, "$1");
}
