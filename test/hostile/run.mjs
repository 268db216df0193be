// `npm run hostile`: generates from hostile servers over stdio and HTTP, runs what comes out, and counts what went wrong.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/hostile`;

await build({
  entryPoints: { run: `${root}test/hostile/run.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/run.mjs`], { stdio: "inherit" });
process.exit(status ?? 1);
