import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, rmdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LOCK_NAME } from "../lock/index.js";
import type { ChangeSet } from "./change-set.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { WriteFailedError } from "./errors.js";
import type { OutFolder } from "./out-folder.js";

/**
 * Carries out a change set. Every text is on the disk under another name before the first file is replaced, and each
 * replacement is one rename: no reader ever sees half a file. The lock goes before the files that it calls ours, so that a
 * run that was cut off is completed by the next one.
 *
 * @throws {WriteFailedError} when the disk refuses; files not replaced yet stay as they were.
 */
export async function applyChanges(out: OutFolder, { writes, removals }: ChangeSet): Promise<void> {
  const staged: { readonly temporary: string; readonly target: string }[] = [];
  let at = out.path;
  try {
    const order = [...writes].sort(([a], [b]) => Number(b === LOCK_NAME) - Number(a === LOCK_NAME));
    for (const [path, text] of order) {
      const target = out.resolve(path);
      at = target;
      await mkdir(dirname(target), { recursive: true });
      const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
      staged.push({ temporary, target });
      await writeNew(temporary, text);
    }
    for (const path of removals) {
      at = out.resolve(path);
      await unlink(at);
      await removeIfEmpty(dirname(at), out.path);
    }
    for (const { temporary, target } of staged) {
      at = target;
      await rename(temporary, target);
    }
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    throw error instanceof FmcpError ? error : new WriteFailedError(at, error);
  }
}

/** Fails where something is there already, a link above all. */
async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o666);
  try {
    await file.writeFile(text, "utf8");
  } finally {
    await file.close();
  }
}

async function removeIfEmpty(folder: string, out: string): Promise<void> {
  if (folder === out) return;
  try {
    await rmdir(folder);
  } catch {
    // it holds something that is not ours
  }
}
