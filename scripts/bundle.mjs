import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { EXTENSIONS, NODE_ONLY, PACKAGES } from "./entry-points.mjs";

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Modules with a form for the web: `x.web.ts` replaces the module `x.ts` beside it. In a build for both platforms, each form is
 * a module of its own and the import is left to who loads it: `imports` of package.json chooses by condition.
 *
 * @param {"web" | "both"} place
 */
const webForms = (place) => ({
  name: "web-forms",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) => {
      const web = join(resolveDir, path.replace(/\.js$/, ".web.ts"));
      if (!existsSync(web)) return undefined;
      return place === "web" ? { path: web } : { path: `#${basename(path, ".js")}`, external: true };
    });
  },
});

/** The modules with two forms, as entry points of a build for both platforms. */
async function formsOf() {
  const files = await readdir(join(root, "src"), { recursive: true });
  const forms = files.filter((path) => path.endsWith(".web.ts") && !path.includes("dist"));
  return forms.flatMap((path) => {
    const name = basename(path, ".web.ts");
    return [
      { in: join(root, "src", path), out: `web/${name}` },
      { in: join(root, "src", path.replace(/\.web\.ts$/, ".ts")), out: `node/${name}` },
    ];
  });
}

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

/** Shortens the names inside of inlined packages, which are not ours to read. */
const shortPackages = {
  name: "short-packages",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      // CommonJS has no names of its own that a bundler could shorten
      if (!/^\s*(?:import|export)\b/m.test(text)) return undefined;
      const { code } = await transform(text, {
        minify: true,
        format: "esm",
        target: "es2022",
        charset: "utf8",
      });
      return { contents: code, loader: "js" };
    });
  },
};

/** What apps ship: names are kept for stack traces; lines are short, as Node.js prints the one that threw. */
const SHORT = { minifyWhitespace: true, minifySyntax: true, lineLimit: 120 };

/**
 * Options of `bundle`.
 * @typedef {{ place?: "node" | "web" | "both", format?: "esm" | "cjs" }} BundleOptions
 */

/**
 * Empties `outdir` and bundles one package into it: a module for each entry point, with shared code in chunks so that dynamic
 * imports stay dynamic. Dependencies stay imports; `src/shared` is bundled into each package. A build for both platforms has one
 * set of chunks, and two forms of the modules that differ.
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
    entryPoints: [
      ...[...Object.values(entries), ...modules]
        .filter((module) => place !== "web" || !NODE_ONLY.includes(module))
        .map((module) => ({ in: `${room}/${module}.ts`, out: module })),
      ...(place === "both" ? await formsOf() : []),
    ],
    outdir,
    chunkNames: "chunks/[hash]",
    outExtension: { ".js": EXTENSIONS[format] },
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    ...(name === "runtime" && SHORT),
    logLevel: "warning",
    // packages stay imports, or resolve the same way on every platform: to their ES modules if they have them
    platform: "neutral",
    conditions: place === "node" ? [] : ["browser"],
    mainFields: ["module", "main"],
    plugins: [...(place === "node" ? [] : [webForms(place)]), externalPackages(inlined), shortPackages],
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
    ...(name === "runtime" && SHORT),
    supported: { "dynamic-import": name === "codegen" },
    ...(text.includes("import.meta.url") && {
      define: { "import.meta.url": "moduleUrl" },
      banner: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
    }),
  });
  return code;
}
