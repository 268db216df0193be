import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";

/**
 * Bundles the sources as they are now, beside the command of `bin/`, for one test file. Inside `node_modules`, so that
 * dependencies are found and nobody else's build is touched.
 *
 * @returns the path of the command
 */
export function useBuiltBin(): () => string {
  let folder = "";
  beforeAll(async () => {
    await mkdir(join(root, "node_modules/.cache"), { recursive: true });
    folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-bin-"));
    await bundle("codegen", join(folder, "dist/esm/node"));
    await mkdir(join(folder, "bin"));
    await copyFile(join(root, "bin/fmcp-codegen.js"), join(folder, "bin/fmcp-codegen.js"));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, "bin/fmcp-codegen.js");
}
