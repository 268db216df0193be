// Builds both packages, each into its dist/: bundles for every platform and module format, then bundled declarations of
// the entry points. With a folder as its argument, it writes to `runtime/` and `codegen/` in that folder.
import { spawnSync } from "node:child_process";
import { cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { bundle, root } from "./bundle.mjs";
import { bundleDeclarations } from "./declarations.mjs";
import { builtTo, exportsOf, FORMATS, importsOf, PACKAGES, typesVersionsOf } from "./entry-points.mjs";

const elsewhere = process.argv[2] && resolve(process.argv[2]);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

for (const [name, row] of Object.entries(PACKAGES)) {
  const dist = elsewhere ? join(elsewhere, name) : join(root, row.folder, "dist");
  const fresh = `${dist}.new`;
  await rm(fresh, { recursive: true, force: true });
  for (const format of FORMATS)
    await bundle(name, join(fresh, builtTo(row, format)), { place: row.place, format });
  const declared = join(fresh, "declared");
  declare(name, declared);
  await bundleDeclarations(join(declared, name), Object.values(row.entries), join(fresh, "esm/types", name));
  await rm(declared, { recursive: true, force: true });
  await cp(join(fresh, "esm/types"), join(fresh, "cjs/types"), { recursive: true });
  await writeFile(join(fresh, "cjs/types/package.json"), '{"type":"commonjs"}\n');
  if (row.inlined.length > 0) await writeFile(join(fresh, "LICENSES.txt"), await licensesOf(row.inlined));
  await rm(dist, { recursive: true, force: true });
  await rename(fresh, dist);
  if (!elsewhere) await writeExports(row);
}

/** Writes the declarations of a package. If the build fails, the previous ones are kept. */
function declare(name, outdir) {
  const config = join(root, `tsconfig.build.${name}.json`);
  const { status } = spawnSync(process.execPath, [tsc, "-p", config, "--outDir", outdir], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}

/** Returns the licences of the packages that were inlined into the chunks. */
async function licensesOf(packages) {
  const texts = packages.map(async (name) => {
    const folder = join(root, "node_modules", name);
    const file = (await readdir(folder)).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
    return `${name}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}

/** Updates a package.json to match the table, unless it already does. */
async function writeExports(row) {
  const path = join(root, row.folder, "package.json");
  const text = await readFile(path, "utf8");
  const manifest = JSON.parse(text);
  manifest.exports = exportsOf(row);
  manifest.imports = importsOf(row);
  manifest.main = manifest.exports["."].require.default;
  manifest.types = manifest.exports["."].require.types;
  manifest.typesVersions = typesVersionsOf(row);
  const wanted = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if (wanted !== text) await writeFile(path, wanted);
}
