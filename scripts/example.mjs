// Generates the clients of generated-examples/mcp.json, compiles them and runs the program that uses them.
// `--check` changes nothing: it fails when the committed clients differ from what the servers say today, or what the
// program prints from generated-examples/output.txt.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./bundle.mjs";

const check = process.argv.includes("--check");
const example = join(root, "generated-examples");
const expected = join(example, "output.txt");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const generate = [
  "bin/fmcp-codegen.js",
  "generated-examples/mcp.json",
  "-o",
  "generated-examples/src/mcp",
  "--target",
  "fakes,tree,llms",
  "--timeout",
  "120s",
];

/** Standard output of a Node program; ends this one where it fails. */
function node(...args) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) {
    console.error(stdout);
    process.exit(status ?? 1);
  }
  return stdout;
}

function fail(lines) {
  for (const line of lines) console.error(line);
  console.error("Run: npm run example");
  process.exit(1);
}

if (check) {
  const { files } = JSON.parse(node(...generate, "--dry-run", "--json", "--quiet"));
  const stale = files.filter(({ change }) => change !== "unchanged");
  if (stale.length > 0)
    fail(stale.map(({ path, change }) => `generated-examples/src/mcp/${path} would be ${change}.`));
} else {
  node(...generate);
}
node(tsc, "-p", example);
const said = node(join(example, "out/main.js"));
process.stdout.write(said);
if (!check) writeFileSync(expected, said);
else if (said !== readFileSync(expected, "utf8"))
  fail(["The program printed something else than generated-examples/output.txt."]);
