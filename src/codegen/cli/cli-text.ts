import { isAbsolute, relative, sep } from "node:path";

/** `1 tool`, `3 tools`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `0.3 s`, `12 s`. */
export function seconds(ms: number): string {
  const value = ms / 1_000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

/** Returns `path` as a person in `cwd` would type it, with `/`; absolute if it lies far elsewhere. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path) || ".";
  const isNear = !isAbsolute(short) && !short.startsWith(`..${sep}..`);
  return (isNear ? short : path).replaceAll("\\", "/");
}
