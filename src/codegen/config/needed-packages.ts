import { join, resolve } from "node:path";
import type { JsonObject } from "../../shared/json/json.js";
import { nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";

/**
 * What generated code imports, and the oldest version that will do. zod 4.5 compiles schemas, and tells an absent property from one
 * that is `undefined`: validators stand on both.
 */
const IMPORTED: readonly NeededPackage[] = [{ name: "fmcp-runtime" }, { name: "zod", atLeast: "4.5" }];

/** A package that generated code imports. */
export interface NeededPackage {
  readonly name: string;
  readonly atLeast?: string;
  /** The version that is installed and too old; absent: none is. */
  readonly found?: string;
}

/** Where packages are not found by folders called node_modules, nothing can be said from here. */
const OTHER_RESOLUTION = [".pnp.cjs", ".pnp.js", "deno.json", "deno.jsonc"];

/** What code in the folder `out` imports and does not find, or finds too old. */
export function neededPackages(out: string): readonly NeededPackage[] {
  const folder = resolve(out);
  if (nearestFile(folder, OTHER_RESOLUTION) !== undefined) return [];
  return IMPORTED.flatMap((needed): NeededPackage[] => {
    const found = versionFor(folder, needed.name);
    if (found === undefined) return [needed];
    return needed.atLeast !== undefined && isOlder(found, needed.atLeast) ? [{ ...needed, found }] : [];
  });
}

/**
 * The version of a package that modules in `folder` import: from a folder called node_modules, or the package around them itself.
 * `require.resolve` would look into NODE_PATH as well, where modules do not.
 */
function versionFor(folder: string, name: string): string | undefined {
  const around = manifestNear(folder, "package.json");
  // What is installed under the name counts, whatever it calls itself: npm knows aliases.
  const manifest =
    around?.["name"] === name ? around : manifestNear(folder, join("node_modules", name, "package.json"));
  return manifest && String(manifest["version"]);
}

function manifestNear(folder: string, path: string): JsonObject | undefined {
  const found = nearestFile(folder, [path]);
  return found === undefined ? undefined : readManifest(found);
}

/** Whether the first of two versions comes before the second, by major and minor. */
function isOlder(version: string, than: string): boolean {
  const [[major = 0, minor = 0], [thanMajor = 0, thanMinor = 0]] = [parts(version), parts(than)];
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

function parts(version: string): readonly number[] {
  return version.split(".", 2).map(Number);
}
