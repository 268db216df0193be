// Builds the package into dist/, or the folder given: the bundles, then the declarations of what is imported.
import { spawnSync } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { bundle, root } from "./bundle.mjs";

const dist = resolve(process.argv[2] ?? join(root, "dist"));
const fresh = `${dist}.new`;
await bundle(fresh);

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const args = [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh];
const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
// a failed build leaves the last one as it is
if (status !== 0) process.exit(1);

await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
