import { constants, existsSync } from "node:fs";
import { type FileHandle, lstat, open, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { UnsafePathError } from "./write-errors.js";

/** Where the system shows the open files of this process as paths: what is accessed through them cannot be replaced by a link. */
const DESCRIPTORS = "/proc/self/fd";

/** Identifies a folder regardless of its path. */
interface Identity {
  readonly dev: number;
  readonly ino: number;
}

/**
 * A folder that is held while files are put into it: if something replaces it meanwhile, such as a symbolic link, no file gets
 * there. On Linux, all access goes through the open folder; elsewhere its identity is compared before and after.
 */
export class HeldFolder {
  /** The path with which it was opened, for messages. */
  readonly path: string;
  readonly #root: string;
  readonly #handle: FileHandle | undefined;
  readonly #identity: Identity;
  readonly #follows: boolean;

  private constructor(
    path: string,
    root: string,
    handle: FileHandle | undefined,
    identity: Identity,
    follows: boolean,
  ) {
    this.path = path;
    this.#root = root;
    this.#handle = handle;
    this.#identity = identity;
    this.#follows = follows;
  }

  /** Opens the output folder, which may be a link, since the user named it. */
  static async open(path: string): Promise<HeldFolder> {
    return hold(path, path, true, (...all) => new HeldFolder(...all));
  }

  /** Opens a folder in this one. @throws {UnsafePathError} if it is a link or not a folder */
  async child(name: string): Promise<HeldFolder> {
    return hold(join(this.path, name), this.at(name), false, (...all) => new HeldFolder(...all));
  }

  /** Returns the path by which something in the folder is accessed. */
  at(name: string): string {
    return join(this.#root, name);
  }

  /** Returns the real path of the folder. */
  async place(): Promise<string> {
    return realpath(this.at("."));
  }

  /** @throws {UnsafePathError} if something else has replaced the folder */
  async verify(): Promise<void> {
    const now = await (this.#follows ? stat : lstat)(this.path).catch(() => undefined);
    if (now?.dev !== this.#identity.dev || now.ino !== this.#identity.ino)
      throw new UnsafePathError(this.path, "the folder was replaced while files were written into it.");
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}

async function hold(
  path: string,
  access: string,
  follows: boolean,
  make: (...all: [string, string, FileHandle | undefined, Identity, boolean]) => HeldFolder,
): Promise<HeldFolder> {
  const found = await (follows ? stat : lstat)(access);
  if (found.isSymbolicLink()) throw new UnsafePathError(path, "the folder is a symbolic link.");
  if (!existsSync(DESCRIPTORS)) return make(path, access, undefined, found, follows);
  const flags = constants.O_RDONLY | constants.O_DIRECTORY | (follows ? 0 : constants.O_NOFOLLOW);
  const handle = await open(access, flags).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ELOOP" ? new UnsafePathError(path, "the folder is a symbolic link.") : error;
  });
  return make(path, `${DESCRIPTORS}/${handle.fd}`, handle, await handle.stat(), follows);
}
