// Generates the clients of generated-examples/mcp.json, compiles them and runs the program that uses them.
// `--check` writes nothing: it fails when the committed clients differ from what the servers say today.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const example = join(root, "generated-examples");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const generate = [
  "bin/fmcp-codegen.js",
  "generated-examples/mcp.json",
  "-o",
  "generated-examples/src/mcp",
  "--timeout",
  "120s",
];

function node(args, options = {}) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

if (process.argv.includes("--check")) {
  const { files } = JSON.parse(
    node([...generate, "--dry-run", "--json", "--quiet"], { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const stale = files.filter((file) => file.change !== "unchanged");
  for (const { path, change } of stale)
    console.error(`generated-examples/src/mcp/${path} would be ${change}; run: npm run example`);
  if (stale.length > 0) process.exit(1);
} else {
  node(generate);
}
node([tsc, "-p", example]);
node([join(example, "out/main.js")]);
