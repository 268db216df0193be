import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { show } from "../../../shared/text/show.js";
import { launcherIn } from "./launcher.js";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Returns the folder in npx's cache for the packages in these arguments: the first 16 digits of their SHA-512. `undefined` if
 * there are none, or the command is another program.
 */
export function npxFolder(
  command: string,
  args: readonly string[],
  env: Variables,
  platform = process.platform,
): string | undefined {
  const launcher = launcherIn(command, args);
  if (launcher === undefined || !["npx", "npm"].includes(launcher.name)) return undefined;
  const packages = packagesOf(launcher.name === "npm" ? launcher.args.slice(1) : launcher.args);
  if (packages.length === 0) return undefined;
  const named = [...packages].sort((a, b) => a.localeCompare(b, "en")).join("\n");
  const digest = createHash("sha512").update(named).digest("hex").slice(0, 16);
  return join(npmCache(env, platform), "_npx", digest);
}

/**
 * Explains what to do about an installation that was interrupted, as a sentence; `undefined` if it was completed, or never
 * started.
 */
export function halfInstalled(folder: string | undefined, exists = existsSync): string | undefined {
  if (folder === undefined) return undefined;
  const modules = join(folder, "node_modules");
  // npm writes this file last
  if (!exists(modules) || exists(join(modules, ".package-lock.json"))) return undefined;
  return `An earlier installation was interrupted and left incomplete files in ${show(folder, 300)}: remove that folder, then start again.`;
}

/** Returns the packages of `npx [-y] [-p package]… command`. */
function packagesOf(args: readonly string[]): readonly string[] {
  const packages: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const given = /^(?:-p|--package)(?:=(.*))?$/.exec(arg);
    if (given !== null) packages.push(given[1] ?? args[++at] ?? "");
    else if (!arg.startsWith("-")) return packages.length > 0 ? packages : [arg];
  }
  return packages;
}

function npmCache(env: Variables, platform: NodeJS.Platform): string {
  const set = Object.keys(env).find((name) => name.toLowerCase() === "npm_config_cache");
  const given = set === undefined ? undefined : env[set];
  if (given) return given;
  const { LOCALAPPDATA, HOME = homedir() } = env;
  return platform === "win32" && LOCALAPPDATA ? join(LOCALAPPDATA, "npm-cache") : join(HOME, ".npm");
}
