import type { SourceKind } from "./source.js";

/** Names a server in caches, without what may be secret in its URL or arguments. Crypto is loaded here: an import costs 3 ms. */
export function identityOf(kind: SourceKind, ...parts: readonly string[]): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return `${kind}:${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}
