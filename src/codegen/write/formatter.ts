import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { digestOf } from "../lock/index.js";
import { ancestors, nearestFile } from "../package/nearest-file.js";
import { readManifest } from "../package/read-manifest.js";

/** Brings generated text into the form of the project that it lives in. */
export interface Formatter {
  /** Name, version and settings, for the lock: another one formats every file anew. */
  readonly id: string;
  format(path: string, text: string): Promise<string>;
}

/** The project's prettier refuses its own config, or our text. */
export class FormatError extends FmcpError {
  constructor(path: string, cause: unknown) {
    const message = reason(cause);
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
 * The formatter of the project around `out`: its own prettier with its own config. `undefined` where it has no prettier
 * config, or ignores the folder. Prettier is loaded only where there is a config.
 */
export async function loadFormatter(out: string): Promise<Formatter | undefined> {
  if (!hasConfig(out)) return undefined;
  const prettier = await loadPrettier(out);
  const sample = join(out, "index.ts");
  try {
    // a watching process sees the config change
    await prettier.clearConfigCache();
    const config = await prettier.resolveConfig(sample, { editorconfig: true });
    const ignorePath = nearestFile(out, [".prettierignore"]);
    const info = await prettier.getFileInfo(sample, ignorePath === undefined ? {} : { ignorePath });
    if (config === null || info.ignored) return undefined;
    return {
      id: `prettier@${prettier.version} ${digestOf(JSON.parse(JSON.stringify(config)))}`,
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

/** The project's own, so that its files look as its own runs leave them; else the one that came with this package. */
async function loadPrettier(out: string): Promise<Prettier> {
  try {
    const own = createRequire(join(out, "index.js")).resolve("prettier");
    return ((await import(pathToFileURL(own).href)) as { default: Prettier }).default;
  } catch {
    return await import("prettier");
  }
}

/** Looks for what prettier would find, without loading it. */
function hasConfig(out: string): boolean {
  return ancestors(out).some(
    (folder) =>
      CONFIG_FILES.some((name) => existsSync(join(folder, name))) ||
      readManifest(join(folder, "package.json"))?.["prettier"] !== undefined,
  );
}
