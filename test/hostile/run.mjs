// `npm run hostile`: generates from hostile servers over stdio and HTTP, runs what comes out, and counts what went wrong.
// `npm run kills`: kills a run at each of its steps on the file system, and checks what is there afterwards.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const entry = process.argv[2] ?? "run";
const outdir = `${root}.cache/hostile`;

await build({
  entryPoints: { [entry]: `${root}test/hostile/${entry}.ts` },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [`${outdir}/${entry}.mjs`], { stdio: "inherit" });
process.exit(status ?? 1);
