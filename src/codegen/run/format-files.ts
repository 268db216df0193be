import { join } from "node:path";
import type { Budget } from "./budget.js";
import { type LockFile, type MadeFile, sealedPaths, sha256 } from "../lock/index.js";
import type { Formatter, OutFolder } from "../write/index.js";

/** Texts as written to the disk, and the digests of each. */
export interface FormattedFiles {
  readonly texts: Map<string, string>;
  readonly manifest: ReadonlyMap<string, MadeFile>;
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
  const sources = new Map([...files].map(([path, text]) => [path, sha256(text)]));
  const known =
    formatter !== undefined && lock?.formatter === formatter.id
      ? sealedPaths(lock, sources)
      : new Set<string>();
  const texts = new Map<string, string>();
  const manifest = new Map<string, MadeFile>();
  let reused = 0;
  for (const [path, text] of files) {
    budget.check();
    const onDisk = known.has(path) ? (await out.read(path)).text : undefined;
    const isCurrent = onDisk !== undefined && sha256(onDisk) === lock?.files[path]?.sha256;
    if (isCurrent && formatter !== undefined) reused++;
    const final =
      formatter === undefined
        ? text
        : isCurrent
          ? onDisk
          : await formatter.format(join(out.path, path), text);
    texts.set(path, final);
    manifest.set(path, { sha256: sha256(final), source: sources.get(path) as string });
  }
  return { texts, manifest, reused };
}
