import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { NODE_ONLY, PACKAGES } from "./entry-points.mjs";

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A module `x.ts` that has an `x.web.ts` beside it is that one in the build for the web. */
const webForms = {
  name: "web-forms",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) => {
      const web = join(resolveDir, path.replace(/\.js$/, ".web.ts"));
      return existsSync(web) ? { path: web } : undefined;
    });
  },
};

/**
 * Packages stay imports, but for those that go into the chunks: an app gets the part that is used, once, in place of a package
 * with several builds of all of it.
 *
 * @param {readonly string[]} inlined
 */
const externalPackages = (inlined) => ({
  name: "external-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      const isOwn = kind === "entry-point" || importer.includes("/node_modules/");
      return isOwn || inlined.includes(path) ? undefined : { path, external: true };
    });
  },
});

/**
 * What `bundle` may be told.
 * @typedef {{ place?: "node" | "web", format?: "esm" | "cjs" }} BundleOptions
 */

/**
 * Bundles one package into `outdir`, emptied before: a module for each entry point, with what they share in chunks, so that a
 * dynamic import stays one. Dependencies stay imports; the shared rooms go into each package.
 *
 * @param {"runtime" | "codegen"} name
 * @param {string} outdir
 * @param {BundleOptions} options
 * Resolves to what esbuild knows about the outputs.
 */
export async function bundle(name, outdir, { place = "node", format = "esm" } = {}) {
  await rm(outdir, { recursive: true, force: true });
  const { room, entries, modules, inlined } = PACKAGES[name];
  const { metafile, outputFiles } = await build({
    metafile: true,
    write: false,
    absWorkingDir: root,
    entryPoints: [...Object.values(entries), ...modules]
      .filter((module) => place === "node" || !NODE_ONLY.includes(module))
      .map((module) => `${room}/${module}.ts`),
    outbase: room,
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // what is shipped is not read; names stay, for stack traces
    ...(name === "runtime" && { minifyWhitespace: true, minifySyntax: true }),
    logLevel: "warning",
    // every package is an import or resolved as for any place: its ES modules, where it has them
    platform: "neutral",
    conditions: place === "web" ? ["browser"] : [],
    mainFields: ["module", "main"],
    plugins: [...(place === "web" ? [webForms] : []), externalPackages(inlined)],
  });
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, format === "esm" ? text : await asCommonJs(text, name));
  }
  return metafile;
}

/**
 * A module of the bundle as CommonJS, file by file, so that entry points share what they share. In the runtime `import()` becomes
 * `require`, too: Jest has no `import()` unless Node.js is told to.
 */
async function asCommonJs(text, name) {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "es2022",
    charset: "utf8",
    supported: { "dynamic-import": name === "codegen" },
    ...(text.includes("import.meta.url") && {
      define: { "import.meta.url": "moduleUrl" },
      banner: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
    }),
  });
  return code;
}
