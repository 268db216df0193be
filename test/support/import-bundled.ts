import { pathToFileURL } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { sourceAliases } from "./source-aliases.js";

/** Bundles generated code on this checkout's runtime into `outfile`, from where it looks its config up, and imports it. */
export async function importBundled(
  entryPoint: string,
  outfile: string,
  options: BuildOptions = {},
): Promise<unknown> {
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
    alias: sourceAliases,
    packages: "external",
    ...options,
  });
  return import(pathToFileURL(outfile).href);
}
