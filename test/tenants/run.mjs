// `npm run tenants`: many users of one process, with every grant and store; counts the answers that reached another user. `--short`: few users.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/tenants`;

await build({
  entryPoints: { run: `${root}test/tenants/run.ts` },
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
  stdio: "inherit",
});
process.exit(status ?? 1);
