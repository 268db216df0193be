import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isJsonObject, type Json } from "../../shared/json/json.js";
import type { LockedFile } from "../lock/index.js";
import { FolderBusyError, UnsafePathError } from "./write-errors.js";
import type { HeldFolder } from "./held-folder.js";

/** Folder in the output folder in which a run prepares its files. While it exists, a run is writing or was interrupted. */
export const STAGING_NAME = ".fmcp-staging";

const OWNER = "owner.json";
const REMOVALS = "removals.json";
/** How long a run waits for another that writes to the same folder. */
const PATIENCE_MS = 30_000;
/** A run on another machine that has not touched its staging folder for this long was interrupted. */
const SILENT_MS = 60_000;
/** A staging folder without an owner comes from an interrupted run, unless it is newer than this. */
const NAMELESS_MS = 1_000;
/** How far two readings of a process's start time may differ. */
const SAME_START_MS = 2_000;
/** Longer than another run needs to overwrite our name. */
const SETTLE_MS = 100;

/** Staging folders of runs of this thread. */
const held = new Set<string>();

/** Files that a run was about to remove, with their entries in the last lock. */
export type Removals = Readonly<Record<string, Pick<LockedFile, "sha256">>>;

/**
 * The staging folder of a run, which also keeps two runs from writing at once. A folder left by an interrupted run is taken over,
 * with the list of files that it had yet to remove.
 */
export class Staging {
  readonly #out: HeldFolder;
  readonly #folder: HeldFolder;
  /** Whether an interrupted run left the folder. */
  readonly isTakenOver: boolean;

  private constructor(out: HeldFolder, folder: HeldFolder, isTakenOver: boolean) {
    this.#out = out;
    this.#folder = folder;
    this.isTakenOver = isTakenOver;
  }

  /**
   * Takes the folder for this run, waiting while another run has it.
   *
   * @throws {FolderBusyError} after 30 s
   * @throws {UnsafePathError} if the staging folder is a link
   */
  static async take(out: HeldFolder): Promise<Staging> {
    const id = randomUUID();
    const path = join(out.path, STAGING_NAME);
    const until = Date.now() + PATIENCE_MS;
    for (let wait = 20; ; wait = Math.min(wait * 1.5, 250)) {
      const isNew = !held.has(path) && (await make(out));
      if (isNew || (!held.has(path) && (await isLeftBehind(out.at(STAGING_NAME))))) {
        const folder = await out.child(STAGING_NAME).catch((error: unknown) => discard(out, error));
        const staging = new Staging(out, folder, !isNew);
        held.add(path);
        if (await staging.#claim(id).catch((error: unknown) => staging.#refuse(id, error))) return staging;
        await staging.#leave();
      }
      if (Date.now() > until) throw new FolderBusyError(out.path, STAGING_NAME);
      await sleep(wait);
    }
  }

  /** Returns where the text with this name is prepared. */
  at(name: string): string {
    return this.#folder.at(name);
  }

  /** Returns what an interrupted run had yet to remove. */
  async removals(): Promise<Removals> {
    return readRemovals(this.#folder.at(REMOVALS));
  }

  /** Records what this run will remove, so that the next one does it if this one is interrupted. */
  async note(removals: Removals): Promise<void> {
    const temporary = this.#folder.at(`${REMOVALS}.tmp`);
    await writeFile(temporary, JSON.stringify(removals), { flag: "wx" });
    await rename(temporary, this.#folder.at(REMOVALS));
  }

  /** Ends the run and removes the staging folder. */
  async release(): Promise<void> {
    try {
      await this.#clear((name) => name !== OWNER);
      await rm(this.#folder.at(OWNER), { force: true });
      await rmdir(this.#out.at(STAGING_NAME));
    } catch (error) {
      // a name left behind would keep the next run of this process waiting
      await rm(this.#folder.at(OWNER), { force: true }).catch(() => undefined);
      throw error;
    } finally {
      await this.#leave();
    }
  }

  /** Ends the run and leaves the staging folder to the next one, which completes this one. */
  async abandon(): Promise<void> {
    await rm(this.#folder.at(OWNER), { force: true }).catch(() => undefined);
    await this.#leave();
  }

  /** Writes our name, and checks whether it stays. */
  async #claim(id: string): Promise<boolean> {
    const owner = JSON.stringify({ pid: process.pid, started: startedAt(), host: hostname(), id });
    const last = await lstat(this.#folder.at(OWNER)).catch(() => undefined);
    if (last?.isFile() === false) await rm(this.#folder.at(OWNER), { recursive: true, force: true });
    const temporary = this.#folder.at(`${id}.tmp`);
    await writeFile(temporary, owner, { flag: "wx" });
    await rename(temporary, this.#folder.at(OWNER));
    if (last !== undefined) await sleep(SETTLE_MS);
    const now = await readFile(this.#folder.at(OWNER), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (now !== owner) return false;
    await this.#clear((name) => name !== OWNER && name !== REMOVALS);
    return true;
  }

  /** Undoes a claim that failed, because the disk refused our name. */
  async #refuse(id: string, error: unknown): Promise<never> {
    const owner = parsed(await readFile(this.#folder.at(OWNER), "utf8").catch(() => ""));
    for (const name of [`${id}.tmp`, ...(owner["id"] === id ? [OWNER] : [])])
      await rm(this.#folder.at(name), { force: true }).catch(() => undefined);
    await this.#leave();
    return discard(this.#out, error);
  }

  async #clear(matches: (name: string) => boolean): Promise<void> {
    for (const name of await readdir(this.#folder.at(".")))
      if (matches(name)) await rm(this.#folder.at(name), { recursive: true, force: true });
  }

  async #leave(): Promise<void> {
    held.delete(this.#folder.path);
    await this.#folder.close();
  }
}

/** Finds an interrupted run in this output folder, or one that is writing there now; `undefined` if there is none. */
export async function unfinishedRun(
  out: string,
): Promise<{ readonly isCutOff: boolean; readonly removals: Removals } | undefined> {
  const path = join(out, STAGING_NAME);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isDirectory()) throw new UnsafePathError(path, "it is not a folder.");
  return {
    isCutOff: !held.has(path) && (await isLeftBehind(path)),
    removals: await readRemovals(join(path, REMOVALS)),
  };
}

async function make(out: HeldFolder): Promise<boolean> {
  try {
    await mkdir(out.at(STAGING_NAME));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes a staging folder that could not be taken, unless it contains something of another run. */
async function discard(out: HeldFolder, error: unknown): Promise<never> {
  await rmdir(out.at(STAGING_NAME)).catch(() => undefined);
  throw error;
}

/** Whether the run that created a staging folder has ended. A link counts as such, since taking it fails with an error. */
async function isLeftBehind(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() === true) return true;
  const ageMs = found === undefined ? 0 : Date.now() - found.mtimeMs;
  const { pid, host, started } = parsed(await readFile(join(path, OWNER), "utf8").catch(() => ""));
  if (typeof pid !== "number") return ageMs > NAMELESS_MS;
  if (host !== hostname()) return ageMs > SILENT_MS;
  // in a container every run may have process id 1
  if (pid === process.pid) return Math.abs(Number(started) - startedAt()) > SAME_START_MS;
  return !isAlive(pid);
}

/** Returns when this process started, in milliseconds: the same in all its threads, except for rounding. */
function startedAt(): number {
  return Math.round(Date.now() - process.uptime() * 1_000);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function readRemovals(path: string): Promise<Removals> {
  const entries = Object.entries(parsed(await readFile(path, "utf8").catch(() => "")));
  return Object.fromEntries(
    entries.flatMap(([file, note]) =>
      isJsonObject(note) && typeof note["sha256"] === "string" ? [[file, { sha256: note["sha256"] }]] : [],
    ),
  );
}

function parsed(text: string): Readonly<Record<string, Json>> {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
