import { relative } from "node:path";

/** Returns a relative path with `./` and `/`, which every system and client understands. */
export function relativePath(folder: string, path: string): string {
  const way = relative(folder, path).replaceAll("\\", "/");
  return way.startsWith(".") || /^(?:\/|[A-Za-z]:)/.test(way) ? way : `./${way}`;
}
