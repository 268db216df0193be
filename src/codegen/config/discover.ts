import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isTrusted, ownerOfFile } from "../../shared/config/index.js";

/** Options of this tool, kept in a file; see `defineConfig`. */
export const OPTION_FILES = [
  "fmcp.config.ts",
  "fmcp.config.mts",
  "fmcp.config.js",
  "fmcp.config.mjs",
  "fmcp.config.json",
] as const;

/** The result of a search upwards. */
export interface Discovery {
  /** Absolute path of the file found; `undefined` if there is none. */
  readonly path: string | undefined;
  /** The last folder searched: the root of the repository, or of the file system. */
  readonly top: string;
  /** Files skipped because they belong to another user, who could make us run commands. */
  readonly foreign: readonly string[];
}

/**
 * Finds the first of `names` in `from` or the nearest folder above it. The search ends at the root of the
 * repository (the folder with `.git`): what lies above a project is not part of it, and a config is code that will
 * be run.
 */
export async function discover(from: string, names: readonly string[]): Promise<Discovery> {
  const foreign: string[] = [];
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const name of names) {
      const path = join(folder, name);
      const owner = await ownerOfFile(path, { stat });
      if (owner === undefined) continue;
      if (isTrusted(owner)) return { path, top: folder, foreign };
      foreign.push(path);
    }
    if (folder === dirname(folder) || (await exists(join(folder, ".git"))))
      return { path: undefined, top: folder, foreign };
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
