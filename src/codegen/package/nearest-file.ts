import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Returns `folder`, an absolute path, and every folder around it, the nearest first. */
export function ancestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** Finds the first of `names` in the nearest of {@link ancestors} that has one. */
export function nearestFile(folder: string, names: readonly string[]): string | undefined {
  return ancestors(folder)
    .flatMap((each) => names.map((name) => join(each, name)))
    .find((path) => existsSync(path));
}
