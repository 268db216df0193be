import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isJsonObject } from "../../shared/json/json.js";
import { nearestFile } from "./nearest-file.js";
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
  return path === undefined || typeOf(path) === "module" ? undefined : path;
}

/** Its `type`; `"module"` where it cannot be read, so that nothing is said of what nobody knows. */
function typeOf(path: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isJsonObject(manifest) ? manifest["type"] : "module";
  } catch {
    return "module";
  }
}
