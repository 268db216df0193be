// Checks that both packages, as they would be published now, resolve and type-check in every module system. Needs a
// build.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./bundle.mjs";
import { PACKAGES } from "./entry-points.mjs";
import { installSize } from "./install-size.mjs";

// both checks run `npm pack`, which must not build again
const env = { ...process.env, npm_config_ignore_scripts: "true" };
const CHECKS = [
  ["publint", "--strict"],
  ["attw", "--pack", "."],
];
let failed = 0;
for (const { name, folder } of Object.values(PACKAGES)) {
  for (const check of CHECKS) {
    console.log(`\n${name}: ${check[0]}`);
    const { status } = spawnSync("npx", ["--no-install", ...check], {
      cwd: join(root, folder),
      env,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    if (status !== 0) failed++;
  }
}

try {
  const { ours, sdk, ratio } = await installSize();
  const shown = ({ packages, bytes }) => `${packages} packages, ${(bytes / 1e6).toFixed(1)} MB`;
  const beside = `the SDK's client and zod: ${shown(sdk)}`;
  console.log(`\nfmcp-runtime and zod: ${shown(ours)}; ${beside}; ${ratio.toFixed(2)}x`);
} catch (error) {
  console.log(`\nThe size of an install could not be measured: ${String(error.message).split("\n")[0]}`);
}
process.exit(failed === 0 ? 0 : 1);
