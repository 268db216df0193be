// `npm run interop`: every kind of server at every speed. Prints a row for each with era, tools and the hash of what is generated:
// the rows of one server over one transport must be equal, and those that are not say how. A whole run writes docs/interop.md;
// `--short`: delays 0 and 7 only;
// `--delays=3,25`: those, in seconds.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PACKAGES } from "../../scripts/entry-points.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/interop`;

await build({
  entryPoints: { run: `${root}test/interop/run.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  alias: Object.fromEntries(
    Object.entries(PACKAGES.runtime.entries).map(([path, module]) => [
      `fmcp-runtime${path.slice(1)}`,
      `${root}src/runtime/${module}.ts`,
    ]),
  ),
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/run.mjs`, root, ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 1);
