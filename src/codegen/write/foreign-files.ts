import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit } from "../../shared/json/canonical.js";
import { LEARNED_NAME } from "../learn/learned-file.js";
import { LOCK_NAME } from "../lock/index.js";
import type { OutFolder } from "./out-folder.js";

/** Something in a folder of ours that is not ours. */
export interface ForeignFile {
  /** Below the output folder, with `/`. */
  readonly path: string;
  /** A bundler, a loader or the compiler may take it in place of a file of ours, or read its settings for one. */
  readonly shadows: boolean;
}

/** JSON of ours, which is not loaded. */
const JSON_OURS: ReadonlySet<string> = new Set([LOCK_NAME, LEARNED_NAME]);

/** Decides in the folder of a server how the code beside it is loaded, or what its imports mean. */
const SETTINGS =
  /^(?:package\.json|node_modules|[jt]sconfig\.json|deno\.jsonc?|\.babelrc(?:\..+)?|\.swcrc)$/i;

/**
 * What is in the folders of our files beside them: everything in the folder of a server; in the output folder itself, which may be
 * the root of a project, only what could be loaded instead of a file or folder of ours.
 *
 * @param ours Paths of our files below the output folder.
 */
export async function foreignFiles(out: OutFolder, ours: Iterable<string>): Promise<readonly ForeignFile[]> {
  const known = new Set(ours);
  const folders = new Set([...known].flatMap(foldersAround));
  const all = [...known, ...folders];
  const found: ForeignFile[] = [];
  for (const folder of ["", ...folders]) {
    const stems = stemsOf(all.filter((path) => folderOf(path) === folder));
    for (const name of await namesIn(join(out.path, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (known.has(path) || folders.has(path) || JSON_OURS.has(path)) continue;
      const shadows = stems.has(stemOf(name)) || (folder !== "" && SETTINGS.test(name));
      if (folder !== "" || shadows) found.push({ path, shadows });
    }
  }
  return found.sort((a, b) => byCodeUnit(a.path, b.path));
}

function stemsOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map((path) => stemOf(path.slice(path.lastIndexOf("/") + 1))));
}

/** What stands before the first dot: `client.js`, `client.d.ts` and a folder `client` answer to the same import. */
function stemOf(name: string): string {
  return name.replace(/(?<=.)\..*$/s, "").toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** `a/b/c.ts` is in `a/b` and in `a`. */
function foldersAround(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === "" ? [] : [folder, ...foldersAround(folder)];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
