import { resolve } from "node:path";
import { nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";
import { nearestTsconfig } from "./nearest-tsconfig.js";

/**
 * The file that makes the project around the folder `out` compile it to CommonJS, where `import.meta` is an error: a tsconfig
 * that says so, or the package.json that decides for `node16` and later. `undefined` where modules stay modules, or nobody says.
 */
export function saysCommonJs(out: string): string | undefined {
  const tsconfig = nearestTsconfig(out);
  const format = (tsconfig?.config.compilerOptions?.module ?? "").toLowerCase();
  if (format === "commonjs") return tsconfig?.path;
  if (!/^node(next|\d\d)$/.test(format)) return undefined;
  const path = nearestFile(resolve(out), ["package.json"]);
  const manifest = path === undefined ? undefined : readManifest(path);
  return manifest === undefined || manifest["type"] === "module" ? undefined : path;
}
