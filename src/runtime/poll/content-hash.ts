import { canonicalJson } from "../../shared/json/canonical.js";
import { base64url } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Hashes JSON regardless of the order of members, to tell whether something changed. */
export function contentHash(value: unknown): string {
  return base64url(sha256(canonicalJson(value)));
}
