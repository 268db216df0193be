import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";

/**
 * Bundles both packages as their sources are now, beside the command of `bin/`, for one test file. Inside `node_modules`, so that
 * dependencies are found, and apart from `dist`, which may be of an older commit.
 *
 * @returns the path of the command
 */
export function useBuiltBin(): () => string {
  let folder = "";
  beforeAll(async () => {
    await mkdir(join(root, "node_modules/.cache"), { recursive: true });
    folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-bin-"));
    await bundle("codegen", join(folder, "dist/esm/node"));
    const runtime = join(folder, "node_modules/fmcp-runtime");
    await bundle("runtime", join(runtime, "dist/esm"), { place: "both" });
    await copyFile(join(root, "src/runtime/package.json"), join(runtime, "package.json"));
    await mkdir(join(folder, "bin"));
    await copyFile(join(root, "bin/fmcp-codegen.js"), join(folder, "bin/fmcp-codegen.js"));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, "bin/fmcp-codegen.js");
}
