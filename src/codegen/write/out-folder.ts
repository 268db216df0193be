import { realpathSync } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LOCK_NAME } from "../lock/index.js";
import { UnsafePathError } from "./write-errors.js";

/** Allowed paths of files in the output folder: at most two folders deep, and nothing that some file system treats specially. */
const SAFE_PATH =
  /^(?:[a-z0-9][a-z0-9-]{0,63}\/){0,2}(?:[a-z0-9][a-z0-9-]{0,63}\.(?:ts|md)|(?:README|SKILL)\.md)$/;

/** What is at a path now. */
export interface Present {
  /** Its text; `undefined` if nothing is there. */
  readonly text: string | undefined;
}

/**
 * The output folder: none of our paths leads out of it. The folder itself may be a link, since the user named it; nothing below
 * it may.
 */
export class OutFolder {
  /** As the user named it. */
  readonly path: string;
  /** Its path when the run starts, with all links resolved; the folder need not exist yet. */
  readonly #place: string;

  constructor(path: string) {
    this.path = path;
    this.#place = placeOf(path);
  }

  /** @throws {UnsafePathError} if the path now leads to another place; `place` is where */
  verify(place: string = placeOf(this.path)): void {
    if (place.normalize() !== this.#place.normalize())
      throw new UnsafePathError(
        this.path,
        "the path resolves to a different folder than at the start of the run.",
      );
  }

  /** Whether one of our files may have this path. */
  isOurs(path: string): boolean {
    return SAFE_PATH.test(path);
  }

  /**
   * Returns the absolute path of one of our files.
   *
   * @throws {UnsafePathError} for a path that none of our files can have
   */
  resolve(path: string): string {
    if (path !== LOCK_NAME && !this.isOurs(path))
      throw new UnsafePathError(path, "this is not the path of a generated file.");
    return join(this.path, path);
  }

  /**
   * Reads one of our files, if it exists.
   *
   * @throws {UnsafePathError} if it, or a folder between it and the output folder, is a symbolic link, or it is not a regular
   *   file
   */
  async read(path: string): Promise<Present> {
    const target = this.resolve(path);
    for (let parent = dirname(path); parent !== "."; parent = dirname(parent))
      if (await isLink(join(this.path, parent)))
        throw new UnsafePathError(join(this.path, parent), "the folder is a symbolic link.");
    try {
      const stats = await lstat(target);
      if (stats.isSymbolicLink()) throw new UnsafePathError(target, "it is a symbolic link.");
      if (!stats.isFile()) throw new UnsafePathError(target, "it is not a file.");
      return { text: await readFile(target, "utf8") };
    } catch (error) {
      if (isMissing(error)) return { text: undefined };
      throw error;
    }
  }
}

function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(placeOf(parent), basename(path));
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === "ENOENT" || code === "ENOTDIR";
}
