import { constants } from "node:fs";
import { open, readFile, stat, unlink, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { systemClock, type Clock } from "../../async/clock.js";
import { TokenStoreError } from "../auth-errors.js";
import type { ReleaseLock } from "./token-store.js";
import { hex } from "../../../shared/bytes/base64.js";
import { randomBytes } from "../../../shared/bytes/random.js";
import { sha256 } from "../../../shared/bytes/sha256.js";

/** How long a holder may be silent before its lock counts as abandoned, and how often it touches the file. */
export interface FileLockOptions {
  /** Default 30,000. */
  readonly staleMs?: number;
  /** Default 5,000. */
  readonly beatMs?: number;
  /** Pause between two attempts. Default 25, growing to 250. */
  readonly pollMs?: number;
  readonly clock?: Clock;
}

/** A lock that cannot be removed expires. */
const RELEASE_TRIES = 10;

/**
 * Acquires an exclusive lock between processes: a file that only one of them can create (`O_EXCL`). The holder touches it while
 * it is alive; the lock is taken over if its process is gone or was silent for `staleMs`.
 */
export async function acquireFileLock(
  path: string,
  signal?: AbortSignal,
  options: FileLockOptions = {},
): Promise<ReleaseLock> {
  const { staleMs = 30_000, beatMs = 5_000, pollMs = 25, clock = systemClock } = options;
  const owner = ownerOfThis();
  for (let wait = pollMs; ; wait = Math.min(wait * 1.5, pollMs * 10)) {
    signal?.throwIfAborted();
    if (await create(path, owner)) return holding(path, owner, { staleMs, beatMs, pollMs, clock });
    if (!(await removeIfStale(path, staleMs))) await clock.sleep(wait, signal);
  }
}

/** Content of a lock file of this process: identifies the holder, and tells the lock from others of the same process. */
function ownerOfThis(): string {
  return JSON.stringify({
    pid: process.pid,
    host: hostname(),
    id: hex(randomBytes(12)),
  });
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      await file.writeFile(owner).finally(() => file.close());
    } catch (error) {
      // the disk is full: a lock without an owner would block everyone until it is stale
      await unlink(path).catch(() => {});
      throw error;
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new TokenStoreError(`Cannot lock ${path}. Check that the folder can be written.`, { cause: error });
  }
}

function holding(path: string, owner: string, times: Required<FileLockOptions>): ReleaseLock {
  const { beatMs, staleMs, pollMs, clock } = times;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    // If it was taken over, another process must remove it. A process that is checking whether this one is alive may hold it up
    // for a moment.
    for (let tries = 0; tries < RELEASE_TRIES && (await readOwner(path)) === owner; tries++) {
      if (tries > 0) await clock.sleep(pollMs);
      await removeOf(owner, path, staleMs, async () => true).catch(() => {});
    }
  };
}

/** Removes the file of a dead holder. Resolves to whether it is worth trying again at once. */
async function removeIfStale(path: string, staleMs: number): Promise<boolean> {
  const owner = await readOwner(path);
  if (owner === undefined) return true;
  const stale = (): Promise<boolean> => isStale(path, owner, staleMs);
  return (await stale()) && removeOf(owner, path, staleMs, stale);
}

/**
 * Removes the lock at `path` if it still belongs to `owner` and `may` agrees. There is no conditional removal, so this runs
 * under another lock, named after the owner: no other process can remove this owner's file meanwhile, and a process that looked
 * earlier and arrives later finds another owner. A crash may leave that lock behind, too; it is removed in the same way.
 */
async function removeOf(
  owner: string,
  path: string,
  staleMs: number,
  may: () => Promise<boolean>,
): Promise<boolean> {
  const claim = `${path}.${hex(sha256(owner)).slice(0, 12)}`;
  if (!(await create(claim, ownerOfThis()))) return removeIfStale(claim, staleMs);
  try {
    if ((await readOwner(path)) === owner && (await may())) await unlink(path).catch(() => {});
  } finally {
    await unlink(claim).catch(() => {});
  }
  return true;
}

async function isStale(path: string, owner: string, staleMs: number): Promise<boolean> {
  const silent = await stat(path).then(
    (s) => Date.now() - s.mtimeMs > staleMs,
    () => false,
  );
  if (silent) return true;
  try {
    const { pid, host } = JSON.parse(owner) as { pid?: unknown; host?: unknown };
    return host === hostname() && typeof pid === "number" && !isAlive(pid);
  } catch {
    return false; // half written: its age decides
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function readOwner(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
