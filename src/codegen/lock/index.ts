export { readMergedLock } from "./conflict.js";
export { LockInvalidError } from "./lock-errors.js";
export {
  LOCK_NAME,
  type LockedFile,
  type LockedServer,
  type LockFile,
  type PackageFacts,
  type ServerDigests,
  type ToolDigests,
  type TransportFacts,
} from "./lock-file.js";
export { readLock } from "./read-lock.js";
export { type MadeFile, sealedLock, sealedPaths } from "./sealed-lock.js";
export { lockedServer, serializeLock } from "./serialize.js";
export { digestOf, sha256 } from "./sha256.js";
export { transportFacts } from "./transport-facts.js";
