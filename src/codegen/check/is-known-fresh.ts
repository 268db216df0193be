import { filesOf, LOCK_NAME, type LockedFile, sealedLock, serializeLock, sha256 } from "../lock/index.js";
import { lockedOptions } from "../run/output-options.js";
import { emitOptionsOf } from "../run/generate-options.js";
import { packageVersion } from "../package/package-root.js";
import { loadTemplates } from "../templates/load-templates.js";
import { loadFormatter, OutFolder } from "../write/index.js";
import type { Contract } from "./load-contract.js";

/**
 * Whether every file is surely what a run would write, told without making one: the lock, sealed anew with what is here now
 * (generator, options, formatter, files), comes out as it is. False says nothing: then the files have to be made again.
 *
 * For a release only: its version says which code it is.
 */
export async function isKnownFresh({ lock, options, out: path }: Contract): Promise<boolean> {
  // what is written inline follows from the config, which the lock lacks
  if (options.inlineConfig === true) return false;
  const out = new OutFolder(path);
  const files = new Map<string, LockedFile>();
  for (const file of filesOf(Object.keys(lock.servers)).keys()) {
    const { text } = await out.read(file);
    if (text === undefined) return false;
    files.set(file, { ...lock.files[file], sha256: sha256(text) });
  }
  const templates = options.templates === undefined ? undefined : loadTemplates(options.templates);
  const sealed = sealedLock({
    version: packageVersion(),
    options: lockedOptions(emitOptionsOf(options, new Map(), templates)),
    formatter: (await loadFormatter(path))?.id,
    files,
    servers: lock.servers,
  });
  return (await out.read(LOCK_NAME)).text === serializeLock(sealed);
}
