import { join } from "node:path";
import { LOCK_NAME, readMergedLock } from "../lock/index.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { applyChanges } from "./apply-changes.js";
import { type AppliedChanges, type ChangeSet, type OurFiles, planChanges } from "./change-set.js";
import { WriteFailedError } from "./write-errors.js";
import { HeldFolder } from "./held-folder.js";
import { makeFolder } from "./make-folder.js";
import type { OutFolder } from "./out-folder.js";
import { Staging, unfinishedRun } from "./staging.js";

/** Returns what a run would do to the output folder now. @throws as {@link planChanges} */
export async function plannedChanges(out: OutFolder, texts: ReadonlyMap<string, string>): Promise<ChangeSet> {
  return planChanges(out, texts, await filesOfOurs(out));
}

/**
 * Makes the output folder match these texts, completely or not at all; see {@link applyChanges}. Waits for another run that is
 * writing there, and completes one that was interrupted.
 *
 * @returns what was done
 * @throws {ForeignFileError} {@link UnsafePathError} {@link WriteFailedError} {@link FolderBusyError}
 */
export async function writeFiles(
  out: OutFolder,
  texts: ReadonlyMap<string, string>,
): Promise<AppliedChanges> {
  const planned = await plannedChanges(out, texts);
  const isDone = planned.writes.size === 0 && planned.removals.size === 0;
  if (isDone && (await unfinishedRun(out.path)) === undefined) return { ...planned, isRepair: false };
  const { folder, staging } = await open(out);
  try {
    // another run may have written meanwhile
    const changes = await plannedChanges(out, texts).catch(async (error: unknown) => {
      // what could not be planned is the error, not what is left of the staging folder
      await staging.release().catch(() => undefined);
      throw error;
    });
    await applyChanges(folder, staging, changes);
    await folder.verify();
    return { ...changes, isRepair: staging.isTakenOver };
  } finally {
    await folder.close();
  }
}

async function open(out: OutFolder): Promise<{ readonly folder: HeldFolder; readonly staging: Staging }> {
  let folder: HeldFolder | undefined;
  try {
    out.verify();
    await makeFolder(out.path);
    folder = await HeldFolder.open(out.path);
    out.verify(await folder.place());
    return { folder, staging: await Staging.take(folder) };
  } catch (error) {
    await folder?.close();
    throw error instanceof FmcpError ? error : new WriteFailedError(out.path, error);
  }
}

/** Returns our files according to the lock, and those that an interrupted run had yet to remove. */
async function filesOfOurs(out: OutFolder): Promise<OurFiles | undefined> {
  const { text } = await out.read(LOCK_NAME);
  const removals = (await unfinishedRun(out.path))?.removals ?? {};
  const pending = Object.entries(removals).filter(([path]) => out.isOurs(path));
  if (text === undefined && pending.length === 0) return undefined;
  const locked = text === undefined ? {} : readMergedLock(text, join(out.path, LOCK_NAME)).files;
  return { ...Object.fromEntries(pending), ...locked };
}
