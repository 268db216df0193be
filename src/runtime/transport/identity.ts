import { crypto } from "../crypto.js";
import type { SourceKind } from "./source.js";

/** Names a server in caches, without what may be secret in its URL or arguments. */
export function identityOf(kind: SourceKind, ...parts: readonly string[]): string {
  return `${kind}:${crypto().createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}

const names = new WeakMap<object, string>();

/** A name for an object or a function that no other has, in any process. */
export function nameOfObject(object: object): string {
  const name = names.get(object) ?? crypto().randomUUID();
  names.set(object, name);
  return name;
}
