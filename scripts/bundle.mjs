import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PACKAGES } from "./entry-points.mjs";

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * What `jsonc-parser` gives to bundlers for Node.js is UMD, which requires its parts in a way that no bundler sees: an app made
 * into one file would miss them. Its modules go into our chunks instead, and no package depends on it.
 */
const inlineJsonc = {
  name: "inline-jsonc-parser",
  setup({ onResolve }) {
    const path = join(
      dirname(createRequire(import.meta.url).resolve("jsonc-parser/package.json")),
      "lib/esm/main.js",
    );
    onResolve({ filter: /^jsonc-parser$/ }, () => ({ path, sideEffects: false }));
  },
};

/**
 * Bundles one package into `outdir`, emptied before: a module for each entry point, with what they share in chunks, so that a
 * dynamic import stays one. Dependencies stay imports; the shared rooms go into each package.
 *
 * @param {"runtime" | "codegen"} name
 * Resolves to what esbuild knows about the outputs.
 */
export async function bundle(name, outdir) {
  await rm(outdir, { recursive: true, force: true });
  const { room, entries, modules } = PACKAGES[name];
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: [...Object.values(entries), ...modules].map((module) => `${room}/${module}.ts`),
    outbase: "src",
    outdir,
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
    plugins: [inlineJsonc],
  });
  return metafile;
}
