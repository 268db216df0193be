// Builds both packages, each into its dist/: the bundles, then the declarations of what is imported. With a folder as argument
// it builds into that: `runtime/` and `codegen/` under it.
import { spawnSync } from "node:child_process";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { bundle, root } from "./bundle.mjs";
import { exportsOf, PACKAGES, typesVersionsOf } from "./entry-points.mjs";

const elsewhere = process.argv[2] && resolve(process.argv[2]);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

for (const name of ["runtime", "codegen"]) {
  const row = PACKAGES[name];
  const dist = elsewhere ? join(elsewhere, name) : join(root, row.folder, "dist");
  const fresh = `${dist}.new`;
  await bundle(name, fresh);
  const { status } = spawnSync(
    process.execPath,
    [tsc, "-p", join(root, `tsconfig.build.${name}.json`), "--outDir", fresh],
    { stdio: "inherit" },
  );
  // a failed build leaves the last one as it is
  if (status !== 0) process.exit(1);
  // the compiler follows `fmcp-runtime` to its sources: those declarations are in the other package
  if (name === "codegen") await rm(join(fresh, "runtime"), { recursive: true, force: true });
  await rm(dist, { recursive: true, force: true });
  await rename(fresh, dist);
  if (!elsewhere) await writeExports(row);
}

/** Writes what the table says into a package.json, unless it says so already. */
async function writeExports(row) {
  const path = join(root, row.folder, "package.json");
  const text = await readFile(path, "utf8");
  const manifest = JSON.parse(text);
  manifest.exports = exportsOf(row);
  manifest.typesVersions = typesVersionsOf(row);
  const wanted = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if (wanted !== text) await writeFile(path, wanted);
}
