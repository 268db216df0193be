import { dirname, join, resolve } from "node:path";
import { createFilesMatcher, getTsconfig, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import type { ImportExtension } from "../plan/index.js";

/** What was decided, and the `tsconfig.json` (absolute path) that says so. */
export interface ImportExtChoice {
  readonly importExt: ImportExtension;
  readonly tsconfig: string | undefined;
}

type CompilerOptions = NonNullable<TsConfigJsonResolved["compilerOptions"]>;

/**
 * The ending that compiles, and then runs, in the project around the folder `out`:
 * `ts` where the project imports TypeScript by its own name, `none` for a bundler, `js` for Node and without a tsconfig.
 */
export function chooseImportExt(out: string): ImportExtChoice {
  const found = nearest(resolve(out));
  if (found === undefined) return { importExt: "js", tsconfig: undefined };
  return { importExt: fromCompilerOptions(found.config.compilerOptions ?? {}), tsconfig: found.path };
}

interface Found {
  readonly path: string;
  readonly config: TsConfigJsonResolved;
}

/** A tsconfig that only refers to others ("solution style") stands for the one of them that covers `out`. */
function nearest(out: string): Found | undefined {
  let found: Found | undefined;
  try {
    found = getTsconfig(out) ?? undefined;
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

function fromCompilerOptions(options: CompilerOptions): ImportExtension {
  if (options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions) return "ts";
  const resolution = (options.moduleResolution ?? options.module ?? "").toLowerCase();
  return /^node(next|\d\d)$/.test(resolution) && resolution !== "node10" ? "js" : "none";
}
