import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chooseOut } from "../config/choose-out.js";
import { findOptions } from "../config/settings.js";
import { LOCK_NAME, type LockFile, readLock } from "../lock/index.js";
import type { Given } from "../options/option-values.js";
import { unfinishedRun } from "../write/index.js";
import { LockMissingError } from "./check-errors.js";

/** A lock, and where it stands. */
export interface LocatedLock {
  /** Folder of the generated files, absolute. */
  readonly out: string;
  /** Absolute. */
  readonly path: string;
  readonly lock: LockFile;
}

/**
 * Reads the lock in the folder that was named, else in that of `fmcp.config`, else in `src/mcp`, for commands that need nothing of how
 * its files were made.
 *
 * @throws {LockMissingError} {@link LockInvalidError} {@link UsageError}
 */
export async function findLock(
  { out: named, optionsFile }: Pick<Given, "out" | "optionsFile">,
  cwd: string,
): Promise<LocatedLock> {
  const file = named === undefined ? await findOptions(optionsFile, cwd) : undefined;
  const out = chooseOut(named, file?.options.out, cwd);
  const path = join(out, LOCK_NAME);
  return { out, path, lock: await loadLock(path) };
}

/** @throws {LockMissingError} {@link LockInvalidError} */
export async function loadLock(path: string): Promise<LockFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
    throw new LockMissingError(path, (await unfinishedRun(dirname(path))) !== undefined);
  }
  return readLock(text, path);
}
