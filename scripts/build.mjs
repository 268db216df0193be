// Bundles the package into dist/: one entry each for the runtime, the programmatic API and the command line, with what
// they share in chunks, so that a dynamic import stays one; then the declarations of the two that are imported.
// `--code` leaves the declarations out.
import { execFileSync } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const fresh = join(root, "dist.new");

await rm(fresh, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/runtime/index.ts", "src/codegen/index.ts", "src/codegen/cli/main.ts"],
  outbase: "src",
  outdir: fresh,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});

if (!process.argv.includes("--code")) {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh], {
    stdio: "inherit",
  });
}

// a failed build leaves the last one as it is
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
