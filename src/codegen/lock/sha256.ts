import { createHash } from "node:crypto";
import { canonicalJson } from "../../shared/json/canonical.js";

/** Returns the SHA-256 of the UTF-8 bytes of `text`, in hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Returns the first 16 hex digits of the SHA-256 of a value's canonical JSON (RFC 8785). */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, 16);
}
