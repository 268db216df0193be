/** Returns the SHA-256 of a text's UTF-8. Loads Node's module on first use: its import would cost every program 3 ms. */
export function sha256(text: string): Uint8Array {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text, "utf8").digest();
}
