// Checks that both packages, as they would be published now, resolve and type-check in every module system. Needs a
// build.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { root } from "./bundle.mjs";
import { PACKAGES } from "./entry-points.mjs";
import { installSize } from "./install-size.mjs";

// both run `npm pack`, which must not build again
process.env.npm_config_ignore_scripts = "true";
/**
 * Not reported: `imports` of dist/cjs/package.json. Node.js looks them up in the nearest package.json (LOOKUP_PACKAGE_SCOPE), and
 * test/package/commonjs.test.ts loads every entry so.
 */
const PERMITTED = ["NESTED_PACKAGE_JSON_FIELD_IGNORED"];
let failed = 0;
for (const { name, folder } of Object.values(PACKAGES)) {
  console.log(`\n${name}: publint`);
  const { messages, pkg } = await publint({ pkgDir: join(root, folder), strict: true });
  const faults = messages.filter(({ code }) => !PERMITTED.includes(code));
  for (const fault of faults) console.log(formatMessage(fault, pkg));
  if (faults.length > 0) failed++;
  else console.log("All good!");
  console.log(`\n${name}: attw`);
  const { status } = spawnSync("npx", ["--no-install", "attw", "--pack", "."], {
    cwd: join(root, folder),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) failed++;
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
