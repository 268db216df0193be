import { crypto } from "../crypto.js";
import { canonicalJson } from "../../shared/json/canonical.js";

/** Equal for equal JSON, whatever the order of members: tells whether something changed. */
export function contentHash(value: unknown): string {
  return crypto().createHash("sha256").update(canonicalJson(value)).digest("base64url");
}
