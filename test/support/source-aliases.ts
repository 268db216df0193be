import { join } from "node:path";
import { PACKAGES } from "../../scripts/entry-points.mjs";
import { root } from "../../scripts/bundle.mjs";

/** What is imported of both packages, with the module of the checkout `from` behind it: for bundlers, longest name first. */
export function sourceAliasesOf(from: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(PACKAGES)
      .flatMap(({ name, room, entries }) =>
        Object.entries(entries).map(([path, module]): [string, string] => [
          name + path.slice(1),
          join(from, room, `${module}.ts`),
        ]),
      )
      .sort(([a], [b]) => b.length - a.length),
  );
}

/** Those of this checkout. A runner that is bundled stands somewhere else, and says where the checkout is. */
export const sourceAliases: Readonly<Record<string, string>> = sourceAliasesOf(root);

/** The same for a compiler's `paths`. */
export const sourcePaths: Record<string, string[]> = Object.fromEntries(
  Object.entries(sourceAliases).map(([name, path]) => [name, [path]]),
);
