import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PACKAGES } from "../../scripts/entry-points.mjs";

/** Root of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Imports of the runtime by its package's name are those of its sources: nothing has to be built first. */
const alias = Object.fromEntries(
  Object.entries(PACKAGES.runtime.entries).map(([path, module]) => [
    `fmcp-runtime${path.slice(1)}`,
    `${root}src/runtime/${module}.ts`,
  ]),
);

/**
 * Bundles programs of `test/NAME` into `.cache/NAME`, runs one of them in the root of the repository with this process's terminal,
 * and ends this process as it ended.
 *
 * @param {string} name the folder under `test/`
 * @param {object} options
 * @param {string} [options.program] which of the modules is run; default `run`
 * @param {readonly string[]} [options.besides] further modules of the folder that it starts
 * @param {readonly string[]} [options.nodeArgs] arguments of Node.js itself
 * @param {readonly string[]} [options.args] arguments of the program; default those of this process
 * @returns {Promise<never>}
 */
export async function runBundled(name, options = {}) {
  const { program = "run", besides = [], nodeArgs = [], args = process.argv.slice(2) } = options;
  const outdir = `${root}.cache/${name}`;
  await build({
    entryPoints: Object.fromEntries(
      [program, ...besides].map((module) => [module, `${root}test/${name}/${module}.ts`]),
    ),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    alias,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { status } = spawnSync(process.execPath, [...nodeArgs, `${outdir}/${program}.mjs`, ...args], {
    cwd: root,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
