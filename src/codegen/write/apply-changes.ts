import { readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { LOCK_NAME } from "../lock/index.js";
import type { ChangeSet } from "./change-set.js";
import { WriteFailedError } from "./write-errors.js";
import type { HeldFolder } from "./held-folder.js";
import { makeFolder } from "./make-folder.js";
import { type Staging, STAGING_NAME } from "./staging.js";

/**
 * Applies a change set completely or not at all.
 *
 * Before the first file is touched, every text is prepared in the staging folder and removals are listed there. Each file is put
 * in place by one rename. The lock goes first: from then on the next run can generate the rest from it, so a run killed at any
 * step leaves the old state, the new one, or one that the next run completes. Removals come last. On a disk error, the steps done
 * so far are undone. The staging folder is removed at the end, or left to the next run if the disk refuses that as well.
 *
 * @param folder the output folder
 * @throws {WriteFailedError} on a disk error
 * @throws {UnsafePathError} if a folder was replaced by a link since the changes were planned
 */
export async function applyChanges(
  folder: HeldFolder,
  staging: Staging,
  { writes, removals }: Pick<ChangeSet, "writes" | "removals">,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  let at = folder.path;
  try {
    const paths = [...writes.keys()].sort((a, b) => rankOf(a) - rankOf(b));
    for (const [i, path] of paths.entries()) {
      at = join(folder.path, path);
      await writeFile(staging.at(String(i)), writes.get(path) as string, { flag: "wx" });
    }
    if (removals.size > 0) await staging.note(Object.fromEntries(removals));
    for (const [i, path] of paths.entries()) {
      at = join(folder.path, path);
      const before = await within(folder, path, textAt);
      undo.unshift(() => restore(folder, staging, path, before));
      await within(folder, path, (place) => rename(staging.at(String(i)), place));
    }
    for (const path of removals.keys()) {
      at = join(folder.path, path);
      const before = await within(folder, path, textAt);
      undo.unshift(() => restore(folder, staging, path, before));
      await within(folder, path, (place) => rm(place, { force: true }));
      await removeIfEmpty(folder, path);
    }
  } catch (error) {
    await takeBack(undo, staging);
    throw error instanceof FmcpError ? error : new WriteFailedError(at, error);
  }
  await staging.release().catch((error: unknown) => {
    throw new WriteFailedError(join(folder.path, STAGING_NAME), error);
  });
}

/** Ranks the lock first, then the files of servers, then files that import those. */
function rankOf(path: string): number {
  return path === LOCK_NAME ? 0 : path.includes("/") ? 1 : 2;
}

/** Undoes what was done, the last step first. */
async function takeBack(undo: readonly (() => Promise<void>)[], staging: Staging): Promise<void> {
  try {
    for (const step of undo) await step();
    await staging.release();
  } catch {
    // the disk refuses this as well: the next run completes what the lock says
    await staging.abandon();
  }
}

async function restore(
  folder: HeldFolder,
  staging: Staging,
  path: string,
  text: string | undefined,
): Promise<void> {
  if (text === undefined) {
    await within(folder, path, (place) => rm(place, { force: true }));
    return removeIfEmpty(folder, path);
  }
  await writeFile(staging.at("before"), text);
  await within(folder, path, (place) => rename(staging.at("before"), place));
}

/** Does something to a file in its folder, which is created if missing and held meanwhile. */
async function within<T>(out: HeldFolder, path: string, work: (place: string) => Promise<T>): Promise<T> {
  const [name = "", ...rest] = path.split("/");
  if (rest.length === 0) return work(out.at(name));
  await makeFolder(out.at(name));
  const folder = await out.child(name);
  try {
    const result = await within(folder, rest.join("/"), work);
    await folder.verify();
    return result;
  } finally {
    await folder.close();
  }
}

async function textAt(place: string): Promise<string | undefined> {
  return readFile(place, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Removes the folders of a removed file, unless they contain something else. */
async function removeIfEmpty(out: HeldFolder, path: string): Promise<void> {
  const parent = dirname(path);
  if (parent === ".") return;
  await within(out, parent, rmdir).catch(() => undefined);
  await removeIfEmpty(out, parent);
}
