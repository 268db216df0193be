import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { NODE_ONLY, PACKAGES } from "./entry-points.mjs";

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** In the build for the web, `x.web.ts` replaces the module `x.ts` beside it. */
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
 * Keeps packages as imports, except those inlined into the chunks: an app then gets only the parts that are used, once, instead
 * of a whole package in several builds.
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
 * Options of `bundle`.
 * @typedef {{ place?: "node" | "web", format?: "esm" | "cjs" }} BundleOptions
 */

/**
 * Empties `outdir` and bundles one package into it: a module for each entry point, with shared code in chunks so that dynamic
 * imports stay dynamic. Dependencies stay imports; `src/shared` is bundled into each package.
 *
 * @param {"runtime" | "codegen"} name
 * @param {string} outdir
 * @param {BundleOptions} options Resolves to esbuild's metafile outputs.
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
    // names are kept for stack traces; lines are short, as Node.js prints the one that threw
    ...(name === "runtime" && { minifyWhitespace: true, minifySyntax: true, lineLimit: 120 }),
    logLevel: "warning",
    // packages stay imports, or resolve the same way on every platform: to their ES modules if they have them
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
 * Converts a module of the bundle to CommonJS, file by file, so that entry points still share chunks. In the runtime, `import()`
 * becomes `require` as well: Jest supports `import()` only when Node.js is started with a flag.
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
