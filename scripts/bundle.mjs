import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Bundles the code into `outdir`, emptied before: one entry each for the runtime, the programmatic API and the command
 * line, with what they share in chunks, so that a dynamic import stays one. Dependencies stay imports.
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
  });
  return metafile;
}
