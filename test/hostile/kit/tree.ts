import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Every file below `folder` with what changes when it is written; links are not followed. `skip` names folders that are left out. */
export function treeOf(folder: string, skip: ReadonlySet<string> = new Set()): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (skip.has(path)) continue;
      const stats = lstatSync(path);
      if (stats.isDirectory()) walk(path);
      else
        files.set(
          path,
          stats.isSymbolicLink() ? `-> ${readlinkSync(path)}` : `${stats.size} ${stats.mtimeMs} ${stats.ino}`,
        );
    }
  };
  walk(folder);
  return files;
}

/** Paths that were added, changed or removed. */
export function changedIn(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}
