import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { show } from "../../../shared/text/show.js";
import { TokenStoreError } from "../auth-errors.js";
import { defaultTokenFolder } from "./data-folder.js";
import { acquireFileLock } from "./file-lock.js";
import type { ReleaseLock, TokenStore } from "./token-store.js";
import { hex } from "../../../shared/bytes/base64.js";
import { randomBytes } from "../../../shared/bytes/random.js";

/** Windows has no owner and mode to check; there the folder is in the user's profile. */
const POSIX = process.platform !== "win32";
const NO_FOLLOW = POSIX ? constants.O_NOFOLLOW : 0;
const MAX_RECORD_BYTES = 1024 * 1024;

/**
 * Stores each record in a file of its own, in a folder of mode 0700. Writes a new file of mode 0600 and renames it into place,
 * so that readers see the old or the new record, and a planted file or symlink is replaced, never followed.
 *
 * @throws TokenStoreError when the folder or a file belongs to another user, or another user can read it
 */
export class FileTokenStore implements TokenStore {
  /** Absolute path. */
  readonly folder: string;

  constructor(folder: string = defaultTokenFolder()) {
    this.folder = folder;
  }

  async get(key: string): Promise<unknown> {
    const path = this.#path(key);
    const text = await readPrivateFile(path);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new TokenStoreError(`The token file ${show(path)} is not JSON. Remove it and log in again.`, {
        cause,
      });
    }
  }

  async set(key: string, value: unknown): Promise<void> {
    const path = this.#path(key);
    await this.#folder();
    const temporary = `${path}.${hex(randomBytes(6))}.tmp`;
    const file = await open(
      temporary,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW,
      0o600,
    );
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
      await file.close();
      await rename(temporary, path);
    } catch (error) {
      await file.close().catch(() => {});
      await unlink(temporary).catch(() => {});
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await unlink(this.#path(key)).catch(ignoreMissing);
  }

  async list(): Promise<readonly string[]> {
    return (await this.#names())
      .filter((name) => /^[a-z0-9-]{1,64}\.json$/.test(name))
      .map((name) => name.slice(0, -".json".length));
  }

  async clear(): Promise<void> {
    await Promise.all(
      (await this.#names())
        .filter((name) => /^[a-z0-9-]+\.json(\.\w+\.tmp)?$/.test(name))
        .map((name) => unlink(join(this.folder, name)).catch(ignoreMissing)),
    );
  }

  async lock(key: string, signal?: AbortSignal): Promise<ReleaseLock> {
    await this.#folder();
    return acquireFileLock(this.#path(key).replace(/\.json$/, ".lock"), signal);
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.folder).catch((error: unknown) => (ignoreMissing(error), []));
  }

  #path(key: string): string {
    if (!/^[a-z0-9-]{1,64}$/.test(key)) throw new TokenStoreError(`"${show(key)}" is not a token store key.`);
    return join(this.folder, `${key}.json`);
  }

  async #folder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    if (!POSIX) return;
    const stat = await lstat(this.folder);
    if (!stat.isDirectory())
      throw new TokenStoreError(
        `The token folder ${show(this.folder)} is a symbolic link or not a folder. Remove it.`,
      );
    assertPrivate(this.folder, stat, "0700");
  }
}

async function readPrivateFile(path: string): Promise<string | undefined> {
  let file;
  try {
    file = await open(path, constants.O_RDONLY | NO_FOLLOW | (POSIX ? constants.O_NONBLOCK : 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new TokenStoreError(
      `Cannot read the token file ${show(path)}: it is a symbolic link or not readable. Remove it and log in again.`,
      { cause: error },
    );
  }
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MAX_RECORD_BYTES)
      throw new TokenStoreError(
        `The token file ${show(path)} is not a regular file of a plausible size. Remove it and log in again.`,
      );
    if (POSIX) assertPrivate(path, stat, "0600");
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function assertPrivate(path: string, stat: { uid: number; mode: number }, wanted: string): void {
  const uid = process.getuid?.();
  if (uid !== undefined && stat.uid !== uid)
    throw new TokenStoreError(
      `${show(path)} belongs to another user: tokens are neither read from nor written there. Remove it.`,
    );
  if ((stat.mode & 0o077) !== 0) {
    throw new TokenStoreError(
      `${show(path)} is accessible to other users (mode 0${(stat.mode & 0o777).toString(8)}). Run: chmod ${wanted} ${JSON.stringify(path)}`,
    );
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
