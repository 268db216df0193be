import { dirname, join, resolve } from "node:path";
import { createFilesMatcher, getTsconfig, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";

export type CompilerOptions = NonNullable<TsConfigJsonResolved["compilerOptions"]>;

/** A tsconfig, its `extends` resolved, and its absolute path. */
export interface FoundTsconfig {
  readonly path: string;
  readonly config: TsConfigJsonResolved;
}

/**
 * The tsconfig that compiles the folder `out`, if there is one that can be read. One that only refers to others ("solution
 * style") stands for the one of them that covers `out`.
 */
export function nearestTsconfig(out: string): FoundTsconfig | undefined {
  let found: FoundTsconfig | undefined;
  try {
    found = getTsconfig(resolve(out)) ?? undefined;
  } catch {
    // one that does not parse is its owner's problem; the compiler names it better than we could
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
