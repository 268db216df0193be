// Generates the clients of generated-examples/mcp.json, compiles them and runs the program that uses them. `--record` also
// records the program and learns from the recordings. `--check` changes nothing: it fails if the committed clients differ from
// what the servers say today, or if the output of the program differs from generated-examples/output.txt, first with the servers,
// then from the recordings.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { env, execPath } from "node:process";
import { root } from "./bundle.mjs";

const check = process.argv.includes("--check");
const record = process.argv.includes("--record");
const example = join(root, "generated-examples");
const expected = join(example, "output.txt");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const generate = [
  "bin/fmcp-codegen.js",
  "generated-examples/mcp.json",
  "-o",
  "generated-examples/src/mcp",
  "--target",
  "cli,fakes,tree,llms",
  "--timeout",
  "120s",
];

const learning = ["-o", "generated-examples/src/mcp", "-r", "generated-examples/recordings"];

/** Returns the standard output of a Node program; exits if that program fails. */
function node(...args) {
  return nodeWith({}, ...args);
}

function nodeWith({ cwd = root, ...variables }, ...args) {
  const { status, stdout } = spawnSync(execPath, args, {
    cwd,
    env: { ...env, ...variables },
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
const program = join(example, "out/main.js");
const said = node(program);
process.stdout.write(said);
if (record) {
  recordExample();
  node(...generate, "--offline");
}
if (!check) writeFileSync(expected, said);
else if (said !== readFileSync(expected, "utf8"))
  fail(["The program printed something else than generated-examples/output.txt."]);
if (nodeWith({ FMCP_CONFIG: join(example, "offline.json") }, program) !== readFileSync(expected, "utf8"))
  fail(["From the recordings the program printed something else. Run: node scripts/example.mjs --record"]);
node("bin/fmcp-codegen.js", "learn", "--check", ...learning);
const tests = ["main", "agent"].map((name) => join(example, `out/${name}.test.js`));
nodeWith({ cwd: example }, "--test", "--test-reporter=dot", ...tests);

/** Records what the program calls and one more call, removes what is specific to this machine, and learns from it. */
function recordExample() {
  const recordings = join(example, "recordings");
  rmSync(recordings, { recursive: true, force: true });
  nodeWith({ FMCP_RECORD: recordings }, program);
  const config = ["-r", recordings, "generated-examples/mcp.json"];
  node("bin/fmcp-codegen.js", "record", "everything.get-env", ...config);
  node("bin/fmcp-codegen.js", "record", "memory.read_graph", ...config);
  const files = readdirSync(recordings, { recursive: true }).filter((path) => path.endsWith(".jsonl"));
  for (const path of files.map((file) => join(recordings, file))) {
    const text = readFileSync(path, "utf8").replaceAll(root, "/example");
    writeFileSync(path, path.endsWith("get-env.jsonl") ? withoutEnvironment(text) : text);
  }
  node("bin/fmcp-codegen.js", "learn", ...learning);
}

/** Replaces the variables of this machine by two that every process has, with made-up values. */
function withoutEnvironment(lines) {
  return lines.replace(/("text":)"(?:[^"\\]|\\.)*"/g, (_, key) => {
    return `${key}${JSON.stringify(JSON.stringify({ HOME: "/home/me", PATH: "/usr/bin" }))}`;
  });
}
