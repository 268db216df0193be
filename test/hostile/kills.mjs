// `npm run kills`: kills a run at each of its steps on the file system, and looks what is there then.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = `${root}.cache/hostile`;

await build({
  entryPoints: { kills: `${root}test/hostile/kills.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/kills.mjs`], { stdio: "inherit" });
process.exit(status ?? 1);
