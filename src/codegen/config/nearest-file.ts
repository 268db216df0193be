import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The first of `names` that is in `folder`, an absolute path, or in the nearest folder around it that has one. */
export function nearestFile(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestFile(parent, names);
}
