// `npm run conformance [-- options of the driver]`: the official MCP conformance suite, client side, both revisions, and what
// it has beyond them. `npm run conformance:client -- URL` is the client that it drives.
import { spawnSync } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const client = `${root}.cache/conformance-client.mjs`;
await build({
  entryPoints: [`${root}test/conformance/client.ts`],
  outfile: `${client}.${process.pid}`,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
// In one step: many may run at once.
renameSync(`${client}.${process.pid}`, client);
if (process.argv[2] === "--client") {
  const { status } = spawnSync(process.execPath, [client, ...process.argv.slice(3)], { stdio: "inherit" });
  process.exit(status ?? 1);
}
const driver = `${process.env.FMCP_CONFORMANCE ?? `${root}../shared/conformance`}/run-conformance.sh`;
if (!existsSync(driver)) {
  console.log(
    `skipped: no driver of the conformance suite at ${driver} (set FMCP_CONFORMANCE to its folder)`,
  );
  process.exit(0);
}

const { status } = spawnSync(
  "bash",
  [driver, "--extras", ...process.argv.slice(2), `${process.execPath} '${client}'`],
  {
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
