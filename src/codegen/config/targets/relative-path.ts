import { relative } from "node:path";

/** With `./` and `/`, as every system and client reads it. */
export function relativePath(folder: string, path: string): string {
  const way = relative(folder, path).replaceAll("\\", "/");
  return way.startsWith(".") || /^(?:\/|[A-Za-z]:)/.test(way) ? way : `./${way}`;
}
