import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isJsonObject, type Json } from "../../shared/json/json.js";
import type { LockedFile } from "../lock/index.js";
import { FolderBusyError, UnsafePathError } from "./errors.js";
import type { HeldFolder } from "./held-folder.js";

/** Folder in the output folder in which a run prepares what it writes. While it is there, a run writes, or was cut off. */
export const STAGING_NAME = ".fmcp-staging";

const OWNER = "owner.json";
const REMOVALS = "removals.json";
/** How long a run waits for another that writes into the same folder. */
const PATIENCE_MS = 30_000;
/** A run on another machine that has not touched its staging folder for this long was cut off. */
const SILENT_MS = 60_000;
/** A staging folder without an owner was cut off while it was made, unless it was made just now. */
const NAMELESS_MS = 1_000;
/** How far two answers to "when did this process begin" may be apart. */
const SAME_START_MS = 2_000;
/** Longer than it takes another run to write its name over ours. */
const SETTLE_MS = 100;

/** Staging folders of runs of this thread. */
const held = new Set<string>();

/** Files that a run was about to remove, with what the last lock said of them. */
export type Removals = Readonly<Record<string, Pick<LockedFile, "sha256">>>;

/**
 * The staging folder of a run, which is also what keeps two runs from writing at once. One that a run which was cut off left behind
 * is taken over, with the list of files that it had yet to remove.
 */
export class Staging {
  readonly #out: HeldFolder;
  readonly #folder: HeldFolder;

  private constructor(out: HeldFolder, folder: HeldFolder) {
    this.#out = out;
    this.#folder = folder;
  }

  /**
   * Takes the folder for this run, and waits while another run has it.
   *
   * @throws {FolderBusyError} after 30 s
   * @throws {UnsafePathError} where the staging folder is a link
   */
  static async take(out: HeldFolder): Promise<Staging> {
    const id = randomUUID();
    const path = join(out.path, STAGING_NAME);
    const until = Date.now() + PATIENCE_MS;
    for (let wait = 20; ; wait = Math.min(wait * 1.5, 250)) {
      if (!held.has(path) && ((await make(out)) || (await isLeftBehind(out.at(STAGING_NAME))))) {
        held.add(path);
        const staging = new Staging(out, await out.child(STAGING_NAME));
        if (await staging.#claim(id)) return staging;
        await staging.#leave();
      }
      if (Date.now() > until) throw new FolderBusyError(out.path, STAGING_NAME);
      await sleep(wait);
    }
  }

  /** Where a text is prepared under this name. */
  at(name: string): string {
    return this.#folder.at(name);
  }

  /** What a run that was cut off had yet to remove. */
  async removals(): Promise<Removals> {
    return readRemovals(this.#folder.at(REMOVALS));
  }

  /** Notes what this run will remove, so that the next one does where this one is cut off. */
  async note(removals: Removals): Promise<void> {
    const temporary = this.#folder.at(`${REMOVALS}.tmp`);
    await writeFile(temporary, JSON.stringify(removals), { flag: "wx" });
    await rename(temporary, this.#folder.at(REMOVALS));
  }

  /** Ends the run: nothing is left of the staging folder. */
  async release(): Promise<void> {
    try {
      await this.#clear((name) => name !== OWNER);
      await rm(this.#folder.at(OWNER), { force: true });
      await rmdir(this.#out.at(STAGING_NAME));
    } finally {
      await this.#leave();
    }
  }

  /** Ends the run, and leaves the staging folder to the next one, which completes what this one began. */
  async abandon(): Promise<void> {
    await rm(this.#folder.at(OWNER), { force: true }).catch(() => undefined);
    await this.#leave();
  }

  /** Writes our name, and sees whether it stays. */
  async #claim(id: string): Promise<boolean> {
    const owner = JSON.stringify({ pid: process.pid, started: startedAt(), host: hostname(), id });
    const last = await lstat(this.#folder.at(OWNER)).catch(() => undefined);
    if (last?.isFile() === false) await rm(this.#folder.at(OWNER), { recursive: true, force: true });
    const temporary = this.#folder.at(`${id}.tmp`);
    await writeFile(temporary, owner, { flag: "wx" });
    await rename(temporary, this.#folder.at(OWNER));
    if (last !== undefined) await sleep(SETTLE_MS);
    const now = await readFile(this.#folder.at(OWNER), "utf8").catch(() => undefined);
    if (now !== owner) return false;
    await this.#clear((name) => name !== OWNER && name !== REMOVALS);
    return true;
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

/** A run that was cut off in this output folder, or writes there at this moment; `undefined`: there is none. */
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

/** Whether the run that made a staging folder lives no more. */
async function isLeftBehind(path: string): Promise<boolean> {
  const ageMs = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  const { pid, host, started } = parsed(await readFile(join(path, OWNER), "utf8").catch(() => ""));
  if (typeof pid !== "number") return ageMs > NAMELESS_MS;
  if (host !== hostname()) return ageMs > SILENT_MS;
  // in a container every run may have the number 1
  if (pid === process.pid) return Math.abs(Number(started) - startedAt()) > SAME_START_MS;
  return !isAlive(pid);
}

/** When this process began, in milliseconds: the same in all its threads, but for rounding. */
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
