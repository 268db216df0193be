import { dirname, join, resolve } from "node:path";
import { createFilesMatcher, getTsconfig, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";

export type CompilerOptions = NonNullable<TsConfigJsonResolved["compilerOptions"]>;

/** A tsconfig with `extends` resolved, and its absolute path. */
export interface FoundTsconfig {
  readonly path: string;
  readonly config: TsConfigJsonResolved;
}

/**
 * Finds the tsconfig that compiles the folder `out`, if there is one that can be read. If it only refers to others
 * ("solution style"), returns the one of them that covers `out`.
 */
export function nearestTsconfig(out: string): FoundTsconfig | undefined {
  let found: FoundTsconfig | undefined;
  try {
    found = getTsconfig(resolve(out)) ?? undefined;
  } catch {
    // an invalid tsconfig is its owner's problem; the compiler describes it better than we could
    return undefined;
  }
  if (found === undefined) return undefined;
  for (const reference of found.config.references ?? []) {
    const target = resolve(dirname(found.path), reference.path);
    try {
      const path = target.endsWith(".json") ? target : join(target, "tsconfig.json");
      const config = parseTsconfig(path);
      if (createFilesMatcher({ path, config })(join(out, "index.ts")) !== undefined) return { path, config };
    } catch {
      continue;
    }
  }
  return found;
}
