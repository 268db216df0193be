// `npm run logins [-- --full] [-- NAME…]`: logs in to real authorization servers, each started by its own script, and prints a table.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = `${root}test/logins/`;
const outdir = `${root}.cache/logins`;

await build({
  entryPoints: { run: `${here}run.ts`, worker: `${here}support/worker.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/run.mjs`, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
