import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isJsonObject } from "../../shared/json/json.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { digestOf } from "../lock/index.js";
import { ancestors, nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";

/** Formats generated text in the style of its project. */
export interface Formatter {
  /** Name, version and settings, for the lock: when they change, every file is formatted again. */
  readonly id: string;
  format(path: string, text: string): Promise<string>;
}

/** The project's prettier rejects its own config, or our text. */
export class FormatError extends FmcpError {
  constructor(path: string, cause: unknown) {
    const message = reason(cause).trimEnd().replace(/\.$/, "");
    super(
      "FORMAT_FAILED",
      `prettier could not format ${show(path, 1_000)}: ${show(message, 300)}. Correct its config, or exclude the output folder in .prettierignore.`,
      { cause },
    );
  }
}

const CONFIG_FILES = [
  ".prettierrc",
  ...["json", "json5", "yaml", "yml", "js", "mjs", "cjs", "ts", "mts", "cts", "toml"].map(
    (ext) => `.prettierrc.${ext}`,
  ),
  ...["js", "mjs", "cjs", "ts", "mts", "cts"].map((ext) => `prettier.config.${ext}`),
];

/**
 * Returns the formatter of the project around `out`: its own prettier with its config, or with prettier's defaults if it
 * depends on prettier and has no config. `undefined` if it has neither, or ignores the folder.
 */
export async function loadFormatter(out: string): Promise<Formatter | undefined> {
  if (!usesPrettier(out)) return undefined;
  const prettier = await loadPrettier(out);
  const sample = join(out, "index.ts");
  try {
    // a watching process must see changes of the config
    await prettier.clearConfigCache();
    const config = await prettier.resolveConfig(sample, { editorconfig: true });
    const ignorePath = nearestFile(out, [".prettierignore"]);
    const info = await prettier.getFileInfo(sample, ignorePath === undefined ? {} : { ignorePath });
    if (info.ignored) return undefined;
    return {
      id: `prettier@${prettier.version} ${digestOf(JSON.parse(JSON.stringify(config ?? {})))}`,
      format: async (path, text) => {
        try {
          return await prettier.format(text, { ...config, filepath: path });
        } catch (error) {
          throw new FormatError(path, error);
        }
      },
    };
  } catch (error) {
    throw error instanceof FmcpError ? error : new FormatError(sample, error);
  }
}

type Prettier = Pick<
  typeof import("prettier"),
  "version" | "clearConfigCache" | "resolveConfig" | "getFileInfo" | "format"
>;

/** Loads the project's own prettier, so that its files look as after its own runs; else the one installed with this package. */
async function loadPrettier(out: string): Promise<Prettier> {
  try {
    const own = createRequire(join(out, "index.js")).resolve("prettier");
    return ((await import(pathToFileURL(own).href)) as { default: Prettier }).default;
  } catch {
    return await import("prettier");
  }
}

/** Whether the project has a prettier config, or depends on prettier. Checks this without loading it. */
function usesPrettier(out: string): boolean {
  return ancestors(out).some((folder) => {
    if (CONFIG_FILES.some((name) => existsSync(join(folder, name)))) return true;
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest?.["prettier"] !== undefined) return true;
    return ["devDependencies", "dependencies"].some((kind) => {
      const packages = manifest?.[kind];
      return isJsonObject(packages) && Object.hasOwn(packages, "prettier");
    });
  });
}
