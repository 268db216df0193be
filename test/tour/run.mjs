// `npm run tour [MINUTES]`: generates from every real server of mcp.json, cold and warm, at the default concurrency, and writes the table
// docs/tour.md. It downloads packages, so it is no part of `npm test`. MINUTES bounds each of the two runs. Default 10.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PACKAGES } from "../../scripts/entry-points.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/tour`;

await build({
  entryPoints: { run: `${root}test/tour/run.ts` },
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
