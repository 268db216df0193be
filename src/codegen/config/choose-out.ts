import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ancestors } from "../package/nearest-file.js";
import { OptionInvalidError, OutOutsideProjectError } from "./usage-error.js";

/** Where clients are written if no folder is named. */
const DEFAULT_OUT = "src/mcp";

/**
 * Returns the absolute output folder: the one named on the command line, else that of `fmcp.config`, else `src/mcp`.
 *
 * A repository may hold `src/mcp` as a symbolic link to anywhere. A folder that was not named on the command line is therefore
 * refused if it is outside the project (the repository, or `cwd` if there is none), or links lead from inside it to a place outside.
 *
 * @throws {OutOutsideProjectError}
 * @throws {OptionInvalidError} for an empty string, as from `-o "$UNSET"`, which does not mean the working directory
 */
export function chooseOut(named: string | undefined, ofOptions: string | undefined, cwd: string): string {
  if ((named ?? ofOptions)?.trim() === "")
    throw new OptionInvalidError(
      "The output folder is an empty string.",
      "Name a folder with -o; a dot is the working directory.",
    );
  if (named !== undefined) return resolve(cwd, named);
  const out = resolve(cwd, ofOptions ?? DEFAULT_OUT);
  const project = ancestors(cwd).find((folder) => existsSync(join(folder, ".git"))) ?? cwd;
  if (!isInside(out, project)) throw new OutOutsideProjectError(out, out);
  const target = realPathOf(out);
  if (target === undefined || !isInside(target, realpathSync(project)))
    throw new OutOutsideProjectError(out, target);
  return out;
}

/** Resolves the links of as much of the path as exists; `undefined` if a link in it is broken. */
function realPathOf(path: string): string | undefined {
  const present = [path, ...ancestors(dirname(path))].find(isPresent);
  try {
    return realpathSync(present ?? path);
  } catch {
    return undefined;
  }
}

/** Whether something exists there, including a broken link. A path below a file (`ENOTDIR`) does not exist. */
function isPresent(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
