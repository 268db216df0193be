import { constants } from "node:fs";
import { open, readFile, rename, stat, unlink, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { crypto } from "../../crypto.js";
import { systemClock, type Clock } from "../../layers/clock.js";
import { TokenStoreError } from "../errors.js";
import type { ReleaseLock } from "./token-store.js";

/** How long a holder may be silent before its lock counts as left behind, and how often it speaks. */
export interface FileLockOptions {
  /** Default 30,000. */
  readonly staleMs?: number;
  /** Default 5,000. */
  readonly beatMs?: number;
  /** Between two attempts. Default 25, growing to 250. */
  readonly pollMs?: number;
  readonly clock?: Clock;
}

/**
 * An exclusive lock between processes: a file that only one of them can create (`O_EXCL`). The holder touches it while
 * it lives; one whose process is gone, or that was silent for `staleMs`, is taken over.
 */
export async function acquireFileLock(
  path: string,
  signal?: AbortSignal,
  options: FileLockOptions = {},
): Promise<ReleaseLock> {
  const { staleMs = 30_000, beatMs = 5_000, pollMs = 25, clock = systemClock } = options;
  const owner = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    id: crypto().randomBytes(12).toString("hex"),
  });
  for (let wait = pollMs; ; wait = Math.min(wait * 1.5, pollMs * 10)) {
    signal?.throwIfAborted();
    if (await create(path, owner)) return holding(path, owner, beatMs);
    if (!(await removeIfStale(path, staleMs))) await clock.sleep(wait, signal);
  }
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    await file.writeFile(owner).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new TokenStoreError(`Cannot lock ${path}. Check that the folder can be written.`, { cause: error });
  }
}

function holding(path: string, owner: string, beatMs: number): ReleaseLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    // Taken over meanwhile: then it is somebody else's to remove.
    if ((await readOwner(path)) === owner) await unlink(path).catch(() => {});
  };
}

/** Moves a dead holder's file away. Moving is atomic, and what was moved is looked at again: only the dead one is dropped. */
async function removeIfStale(path: string, staleMs: number): Promise<boolean> {
  const owner = await readOwner(path);
  if (owner === undefined) return true;
  if (!(await isStale(path, owner, staleMs))) return false;
  const aside = `${path}.${crypto().randomBytes(6).toString("hex")}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  if ((await readOwner(aside)) === owner) await unlink(aside).catch(() => {});
  // Somebody took it over between the look and the move: put it back.
  else await rename(aside, path).catch(() => {});
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
