import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAME = "fmcp-codegen";

/**
 * Returns the folder of this package, which contains `templates/`, both from the sources and from the bundle.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isRoot(folder)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`the package.json of ${NAME} is missing`);
    folder = parent;
  }
  return folder;
}

/** Returns the version of this package. */
export function packageVersion(): string {
  return manifestOf(packageRoot()).version ?? "0.0.0";
}

function isRoot(folder: string): boolean {
  return existsSync(join(folder, "package.json")) && manifestOf(folder).name === NAME;
}

function manifestOf(folder: string): { readonly name?: string; readonly version?: string } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name?: string;
    version?: string;
  };
}
