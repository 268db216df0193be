// `npm run faults [-- --report] [-- SUITE…]`: builds the fault suites and runs them, each server in a process of its own.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = `${root}test/faults/`;
const outdir = `${root}.cache/faults`;

await build({
  entryPoints: {
    run: `${here}run.ts`,
    "servers/chaos-stdio": `${here}servers/chaos-stdio.ts`,
    "servers/chaos-http": `${here}servers/chaos-http.ts`,
  },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: false,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", `${outdir}/run.mjs`, ...process.argv.slice(2)],
  {
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
