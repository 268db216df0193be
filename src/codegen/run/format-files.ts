import { join } from "node:path";
import type { Budget } from "./budget.js";
import { type LockedFile, type LockFile, sealedFiles, sha256 } from "../lock/index.js";
import type { Formatter, OutFolder } from "../write/index.js";

/** Texts as written to the disk, and the lock's entry for each. */
export interface FormattedFiles {
  readonly texts: Map<string, string>;
  readonly manifest: ReadonlyMap<string, LockedFile>;
  /** Number of texts taken from the disk. */
  readonly reused: number;
}

/** Formats what has changed since it was last formatted; takes the rest from the disk. */
export async function formatFiles(
  files: ReadonlyMap<string, string>,
  {
    formatter,
    out,
    lock,
    budget,
  }: {
    readonly formatter: Formatter | undefined;
    readonly out: OutFolder;
    /** `undefined` to format every file again. */
    readonly lock: LockFile | undefined;
    readonly budget: Budget;
  },
): Promise<FormattedFiles> {
  const known =
    formatter !== undefined && lock?.formatter === formatter.id
      ? sealedFiles(lock)
      : new Map<string, never>();
  const texts = new Map<string, string>();
  const manifest = new Map<string, LockedFile>();
  let reused = 0;
  for (const [path, text] of files) {
    budget.check();
    const source = sha256(text);
    const last = known.get(path);
    const onDisk = last?.source === source ? (await out.read(path)).text : undefined;
    const isCurrent = onDisk !== undefined && sha256(onDisk) === last?.sha256;
    if (isCurrent && formatter !== undefined) reused++;
    const final =
      formatter === undefined
        ? text
        : isCurrent
          ? onDisk
          : await formatter.format(join(out.path, path), text);
    texts.set(path, final);
    manifest.set(path, { sha256: sha256(final), ...(formatter !== undefined && { source }) });
  }
  return { texts, manifest, reused };
}
