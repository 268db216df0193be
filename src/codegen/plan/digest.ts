import { createHash } from "node:crypto";
import { canonicalJson } from "../../shared/json/canonical.js";

/** SHA-256 of the canonical JSON (RFC 8785) of `value`, in hex. */
export function sha256Json(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value), "utf8").digest("hex");
}
