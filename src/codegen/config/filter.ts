import picomatch from "picomatch";
import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { FilterMatchesNothingError } from "./usage-error.js";

/** `*` matches slashes and leading dots, since tool names are not paths. */
const OPTIONS = { bash: true, dot: true, nonegate: true } as const;

/** Globs for a server's key or for `server.tool`, as `--server` and `--exclude` take them. */
export interface FilterGlobs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Returns the keys of the servers to ask. A glob with a tool part (`weather.get_*`) selects its server; only an
 * exclusion of the whole server drops it.
 *
 * @throws {FilterMatchesNothingError} if a glob to include matches no server, or no server is left
 */
export function selectServers(keys: readonly string[], globs: FilterGlobs): string[] {
  for (const glob of globs.include) {
    if (keys.some((key) => reaches(glob, key))) continue;
    const suggestion = didYouMean(glob, keys) || didYouMean(glob.split(".", 1)[0] ?? glob, keys);
    throw new FilterMatchesNothingError(
      `--server ${show(glob)}: the config has no such server.${suggestion}`,
      `The config has: ${keys.map((key) => show(key)).join(", ") || "no server"}.`,
    );
  }
  const left = keys.filter(
    (key) =>
      (globs.include.length === 0 || globs.include.some((glob) => reaches(glob, key))) &&
      !globs.exclude.some((glob) => matches(glob, key)),
  );
  if (left.length === 0 && keys.length > 0) {
    throw new FilterMatchesNothingError(
      "--server and --exclude leave no server to generate.",
      `The config has: ${keys.map((key) => show(key)).join(", ")}.`,
    );
  }
  return left;
}

/**
 * Returns the globs that apply to tools once the servers are `selected`. They do not affect the tools of `others`,
 * whose clients stay as they are.
 */
export function toolGlobs(
  globs: FilterGlobs,
  selected: readonly string[],
  others: readonly string[],
): FilterGlobs {
  const isWhole = (key: string): boolean =>
    globs.include.length === 0 || globs.include.some((glob) => matches(glob, key));
  return {
    include: selected.every(isWhole) ? [] : [...globs.include, ...others.filter((key) => !isWhole(key))],
    exclude: globs.exclude.filter((glob) => !others.some((key) => matches(glob, key))),
  };
}

/** Whether a tool of a selected server is generated. */
export function selectsTool(server: string, tool: string, globs: FilterGlobs): boolean {
  const names = [server, `${server}.${tool}`];
  const hit = (glob: string): boolean => names.some((name) => matches(glob, name));
  return (globs.include.length === 0 || globs.include.some(hit)) && !globs.exclude.some(hit);
}

/**
 * Whether the glob matches the server, or tools that it could have. Keys may contain dots, so each dot may separate
 * key and tool.
 */
export function reaches(glob: string, key: string): boolean {
  if (matches(glob, key)) return true;
  for (let dot = glob.indexOf("."); dot !== -1; dot = glob.indexOf(".", dot + 1)) {
    if (matches(glob.slice(0, dot), key)) return true;
  }
  return false;
}

/** Whether the glob matches the whole name. */
export function matches(glob: string, name: string): boolean {
  return glob === name || (glob !== "" && picomatch.isMatch(name, glob, OPTIONS));
}
