import { resolve } from "node:path";
import { nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";
import { nearestTsconfig } from "./nearest-tsconfig.js";

/**
 * Whether the project around the folder `out` compiles it to CommonJS, where `import.meta` is an error. Decided by its tsconfig,
 * or by its package.json for `node16` and later and if there is no tsconfig.
 */
export function saysCommonJs(out: string): boolean {
  const tsconfig = nearestTsconfig(out);
  const format = tsconfig?.config.compilerOptions?.module?.toLowerCase();
  if (format === "commonjs") return true;
  if (tsconfig !== undefined && !/^node(next|\d\d)$/.test(format ?? "")) return false;
  const path = nearestFile(resolve(out), ["package.json"]);
  const manifest = path === undefined ? undefined : readManifest(path);
  return manifest !== undefined && manifest["type"] !== "module";
}
