import { createHash } from "node:crypto";
import { canonicalJson } from "../../shared/json/canonical.js";

/** Equal for equal JSON, whatever the order of members: tells whether something changed. */
export function contentHash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("base64url");
}
