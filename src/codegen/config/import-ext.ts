import type { ImportExtension } from "../plan/index.js";
import { type CompilerOptions, nearestTsconfig } from "./nearest-tsconfig.js";

/** The chosen extension, and the `tsconfig.json` (absolute path) that decided it. */
export interface ImportExtChoice {
  readonly importExt: ImportExtension;
  readonly tsconfig: string | undefined;
}

/**
 * Chooses the extension that compiles and runs in the project around the folder `out`: `ts` if the project imports
 * TypeScript files by their own name, `none` for a bundler, `js` for Node and without a tsconfig.
 */
export function chooseImportExt(out: string): ImportExtChoice {
  const found = nearestTsconfig(out);
  if (found === undefined) return { importExt: "js", tsconfig: undefined };
  return { importExt: fromCompilerOptions(found.config.compilerOptions ?? {}), tsconfig: found.path };
}

function fromCompilerOptions(options: CompilerOptions): ImportExtension {
  if (options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions) return "ts";
  const resolution = (options.moduleResolution ?? options.module ?? "").toLowerCase();
  return /^node(next|\d\d)$/.test(resolution) && resolution !== "node10" ? "js" : "none";
}
