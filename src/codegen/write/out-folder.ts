import { lstat, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LOCK_NAME } from "../lock/index.js";
import { UnsafePathError } from "./errors.js";

/** What a file below the output folder may be called: at most two folders deep, nothing that any file system reads otherwise. */
const SAFE_PATH = /^(?:[a-z0-9][a-z0-9-]{0,63}\/){0,2}(?:[a-z0-9][a-z0-9-]{0,63}\.(?:ts|md)|README\.md)$/;

/** What stands at a path now. */
export interface Present {
  /** Its text; `undefined`: nothing is there. */
  readonly text: string | undefined;
}

/**
 * The output folder: no path of ours leads out of it. The folder itself may be a link, since the user named it; nothing below
 * it may.
 */
export class OutFolder {
  /** As the user named it. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Whether a file that a plan of ours makes may be called so. */
  isOurs(path: string): boolean {
    return SAFE_PATH.test(path);
  }

  /**
   * The absolute path of a file of ours.
   *
   * @throws {UnsafePathError} for a name that no plan of ours makes.
   */
  resolve(path: string): string {
    if (path !== LOCK_NAME && !this.isOurs(path))
      throw new UnsafePathError(path, "this is not the path of a generated file.");
    return join(this.path, path);
  }

  /**
   * Reads a file of ours, if it is there.
   *
   * @throws {UnsafePathError} where it, or a folder between it and the output folder, is a symbolic link, or it is no plain file.
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
