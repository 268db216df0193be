import { join, resolve } from "node:path";
import type { JsonObject } from "../../shared/json/json.js";
import { nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";

/**
 * What generated code imports, and the oldest version that works. zod 4.5 compiles schemas and distinguishes an absent property
 * from `undefined`: validators need both.
 */
const IMPORTED: readonly NeededPackage[] = [{ name: "fmcp-runtime" }, { name: "zod", atLeast: "4.5" }];

/** A package that generated code imports. */
export interface NeededPackage {
  readonly name: string;
  readonly atLeast?: string;
  /** The installed version, if it is too old; absent if none is installed. */
  readonly found?: string;
}

/** Markers of projects that do not resolve packages through node_modules, where we cannot tell what is installed. */
const OTHER_RESOLUTION = [".pnp.cjs", ".pnp.js", "deno.json", "deno.jsonc"];

/** What targets import besides, by their names. commander 12 is the oldest that the program is run with. */
const BY_TARGET: Readonly<Record<string, readonly NeededPackage[]>> = {
  cli: [{ name: "commander", atLeast: "12.0" }],
};

/** Returns the packages that code in the folder `out`, with these targets, imports but does not find, or finds too old. */
export function neededPackages(
  out: string,
  targets: readonly (string | { readonly name: string })[] = [],
): readonly NeededPackage[] {
  const folder = resolve(out);
  if (nearestFile(folder, OTHER_RESOLUTION) !== undefined) return [];
  const named = targets.map((target) => (typeof target === "string" ? target : target.name));
  const imported = [
    ...IMPORTED,
    ...new Set(named.flatMap((name) => (Object.hasOwn(BY_TARGET, name) ? (BY_TARGET[name] ?? []) : []))),
  ];
  return imported.flatMap((needed): NeededPackage[] => {
    const found = versionFor(folder, needed.name);
    if (found === undefined) return [needed];
    return needed.atLeast !== undefined && isOlder(found, needed.atLeast) ? [{ ...needed, found }] : [];
  });
}

/**
 * Returns the version of a package that modules in `folder` import, from node_modules or because they are part of that package.
 * `require.resolve` would also search NODE_PATH, which ES modules do not.
 */
function versionFor(folder: string, name: string): string | undefined {
  const around = manifestNear(folder, "package.json");
  // The folder decides, not the name in the manifest: npm has aliases.
  const manifest =
    around?.["name"] === name ? around : manifestNear(folder, join("node_modules", name, "package.json"));
  return manifest && String(manifest["version"]);
}

function manifestNear(folder: string, path: string): JsonObject | undefined {
  const found = nearestFile(folder, [path]);
  return found === undefined ? undefined : readManifest(found);
}

/** Whether one version is older than another, by major and minor. */
function isOlder(version: string, than: string): boolean {
  const [[major = 0, minor = 0], [thanMajor = 0, thanMinor = 0]] = [parts(version), parts(than)];
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

function parts(version: string): readonly number[] {
  return version.split(".", 2).map(Number);
}
