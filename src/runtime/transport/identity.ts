import type { SourceKind } from "./transport-source.js";
import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";

/** Names a server in caches, without possible secrets of its URL or arguments. */
export function identityOf(kind: SourceKind, ...parts: readonly string[]): string {
  return `${kind}:${hex(sha256(JSON.stringify(parts)))}`;
}

const names = new WeakMap<object, string>();

/** Returns a name for an object or a function that is unique across processes. */
export function nameOfObject(object: object): string {
  const name = names.get(object) ?? globalThis.crypto.randomUUID();
  names.set(object, name);
  return name;
}
