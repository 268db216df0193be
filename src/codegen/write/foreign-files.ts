import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit } from "../../shared/json/canonical.js";
import { LEARNED_NAME } from "../learn/learned-file.js";
import { LOCK_NAME } from "../lock/index.js";
import type { OutFolder } from "./out-folder.js";

/** A foreign file in one of our folders. */
export interface ForeignFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Whether a bundler, a loader or the compiler may load it instead of one of our files, or read its settings for one. */
  readonly shadows: boolean;
}

/** Our own JSON files, which are not loaded. */
const JSON_OURS: ReadonlySet<string> = new Set([LOCK_NAME, LEARNED_NAME]);

/** Files that, beside our files, affect how these are loaded or what their imports mean. */
const SETTINGS =
  /^(?:package\.json|node_modules|[jt]sconfig(?:\..+)?\.json|deno\.jsonc?|bunfig\.toml|(?:\.babelrc|babel\.config)(?:\..+)?|\.swcrc)$/i;

/** Data that no bundler and no loader resolves an import to, unlike JSON. */
const DATA = /\.(?:ya?ml|toml)$/i;

/** The config that `generate TARGET` writes beside the code, which looks it up. */
const OWN_CONFIG = "mcp.json";

/**
 * Finds foreign files in the folders of our files: all of them in the folder of a server; in the output folder itself, only those
 * that could be loaded instead of one of our files or folders, or affect how these are loaded.
 *
 * @param ours paths of our files in the output folder
 * @param isProject whether the output folder is the root of a project, whose own settings stand there
 */
export async function foreignFiles(
  out: OutFolder,
  ours: Iterable<string>,
  isProject: boolean,
): Promise<readonly ForeignFile[]> {
  const known = new Set(ours);
  const folders = new Set([...known].flatMap(foldersAround));
  const all = [...known, ...folders];
  const found: ForeignFile[] = [];
  for (const folder of ["", ...folders]) {
    const loaded = all.filter((path) => folderOf(path) === folder && !JSON_OURS.has(path));
    const stems = stemsOf(loaded);
    for (const name of await namesIn(join(out.path, folder))) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (known.has(path) || folders.has(path) || JSON_OURS.has(path)) continue;
      const isSetting = SETTINGS.test(name) && (folder !== "" || !isProject);
      const shadows = (stems.has(stemOf(name)) && path !== OWN_CONFIG && !DATA.test(name)) || isSetting;
      if (folder !== "" || shadows) found.push({ path, shadows });
    }
  }
  return found.sort((a, b) => byCodeUnit(a.path, b.path));
}

function stemsOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map((path) => stemOf(path.slice(path.lastIndexOf("/") + 1))));
}

/** Returns what precedes the first dot: `client.js`, `client.d.ts` and a folder `client` match the same import. */
function stemOf(name: string): string {
  return name.replace(/(?<=.)\..*$/s, "").toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** Returns the folders around a path: `a/b` and `a` for `a/b/c.ts`. */
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
