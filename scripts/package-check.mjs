// Would the package, as it would be published now, resolve and type-check wherever it is imported? Needs a build.
import { spawnSync } from "node:child_process";
import { root } from "./bundle.mjs";

// both pack by themselves: that must not build again
const env = { ...process.env, npm_config_ignore_scripts: "true" };
const checks = [
  ["publint", "--strict"],
  ["attw", "--pack", ".", "--profile", "esm-only"],
];
const failed = checks.filter(
  (check) =>
    spawnSync("npx", ["--no-install", ...check], {
      cwd: root,
      env,
      stdio: "inherit",
      shell: process.platform === "win32",
    }).status !== 0,
);
process.exit(failed.length === 0 ? 0 : 1);
