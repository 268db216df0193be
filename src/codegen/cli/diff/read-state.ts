import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { show } from "../../../shared/text/show.js";
import { loadLock } from "../../check/index.js";
import { OptionInvalidError } from "../../config/usage-error.js";
import { LOCK_NAME, type LockFile, readLock } from "../../lock/index.js";

/**
 * Reads the state that `--against` names: a lock, a folder containing one, or `git:REF`, the lock at `lockPath` in that
 * revision.
 *
 * @throws {OptionInvalidError} if there is no such lock; {LockInvalidError} if it is not a lock
 */
export async function readState(against: string, lockPath: string, cwd: string): Promise<LockFile> {
  if (against.startsWith("git:")) return await readRevision(against.slice(4), lockPath);
  const path = resolve(cwd, against);
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  return await loadLock(isFolder ? join(path, LOCK_NAME) : path);
}

async function readRevision(ref: string, lockPath: string): Promise<LockFile> {
  // git would read a revision that starts with a dash as an option
  if (ref === "" || ref.startsWith("-") || ref.includes(":"))
    throw new OptionInvalidError(
      `--against git:${show(ref)}: no revision.`,
      "Write git:main, git:HEAD~1 or git:v1.2.0.",
    );
  const { execa } = await import("execa");
  const { stdout, exitCode, stderr } = await execa("git", ["show", `${ref}:./${LOCK_NAME}`], {
    cwd: dirname(lockPath),
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 256 * 1_048_576,
  });
  if (exitCode !== 0)
    throw new OptionInvalidError(
      `--against git:${show(ref)}: ${show(stderr.trim() || "git could not be run.", 500)}`,
      "In CI, fetch the revision first (actions/checkout with fetch-depth: 0).",
    );
  return readLock(stdout, `git:${ref}:${LOCK_NAME}`);
}
