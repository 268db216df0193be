import { build } from "esbuild";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Bundles the printers and the runtime's validation from source into a folder inside the repository, so that `zod` and `re2js`
 * resolve, and returns the folder.
 */
export async function buildSuite() {
  const folder = path.join(here, ".cache");
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: {
      "print-module": path.join(here, "print-module.ts"),
      speed: path.join(here, "speed.ts"),
      validation: path.join(here, "../../src/runtime/validation/index.ts"),
    },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    outdir: folder,
    logLevel: "error",
  });
  return folder;
}
