import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * What `jsonc-parser` gives to bundlers for Node.js is UMD, which requires its parts in a way that no bundler sees: an app made
 * into one file would miss them. Its modules go into our chunks instead; the package stays a dependency for its types.
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
 * Bundles the code into `outdir`, emptied before: one entry each for the runtime, the programmatic API and the command
 * line, with what they share in chunks, so that a dynamic import stays one. Dependencies stay imports, but for one.
 * Resolves to what esbuild knows about the outputs.
 */
export async function bundle(outdir) {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: ["src/runtime/index.ts", "src/codegen/index.ts", "src/codegen/cli/main.ts"],
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
