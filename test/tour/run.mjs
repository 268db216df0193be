// `npm run tour [MINUTES]`: generates from every real server of mcp.json, cold and warm, at the default concurrency, and writes the table
// docs/tour.md. It downloads packages, so it is no part of `npm test`. MINUTES bounds each of the two runs. Default 10.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/tour`;

await build({
  entryPoints: { run: `${root}test/tour/run.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  alias: {
    "fmcp-runtime": `${root}src/runtime/index.ts`,
    "fmcp-runtime/internal": `${root}src/runtime/internal.ts`,
  },
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/run.mjs`, root, ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 1);
