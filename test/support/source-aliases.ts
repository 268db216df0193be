import { join } from "node:path";
import { PACKAGES } from "../../scripts/entry-points.mjs";
import { root } from "../../scripts/bundle.mjs";

/** What is imported of both packages, with the module of this checkout behind it: for bundlers, longest name first. */
export const sourceAliases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(PACKAGES)
    .flatMap(({ name, room, entries }) =>
      Object.entries(entries).map(([path, module]): [string, string] => [
        name + path.slice(1),
        join(root, room, `${module}.ts`),
      ]),
    )
    .sort(([a], [b]) => b.length - a.length),
);

/** The same for a compiler's `paths`. */
export const sourcePaths: Record<string, string[]> = Object.fromEntries(
  Object.entries(sourceAliases).map(([name, path]) => [name, [path]]),
);
