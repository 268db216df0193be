import { canonicalJson } from "../../shared/json/canonical.js";
import { base64url } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Equal for equal JSON, whatever the order of members: tells whether something changed. */
export function contentHash(value: unknown): string {
  return base64url(sha256(canonicalJson(value)));
}
