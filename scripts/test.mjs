// `npm test`: every check, one after the other, each with its time; all of them run even if one fails. The last lines of those that
// failed are printed again at the very end, since a log is long and often shown by its end alone.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** As many lines of a failed check are printed again. */
const LINES = 20;

const npm = (script, ...args) => [
  "npm",
  ["run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])],
];
const STEPS = {
  build: npm("build"),
  types: npm("types"),
  lint: npm("lint"),
  format: npm("format:check"),
  unused: npm("unused"),
  layers: npm("layers"),
  prose: npm("prose"),
  measures: ["node", ["scripts/measures.mjs", "--strict"]],
  commits: ["node", ["scripts/commit-subjects.mjs", "HEAD"]],
  tests: ["node", ["scripts/run-tests.mjs"]],
  package: npm("package:check"),
  readme: npm("readme", "--short"),
  site: npm("site"),
  examples: npm("examples:check"),
  corpus: npm("corpus"),
  "schema-suite": npm("schema-suite"),
  conformance: npm("conformance"),
  faults: npm("faults", "--short"),
  hostile: npm("hostile"),
  logins: npm("logins"),
  places: npm("places"),
  proxy: npm("proxy"),
  interop: npm("interop", "--short"),
  tenants: npm("tenants", "--short"),
  agents: npm("agents", "--short"),
};

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in STEPS)) {
    console.error(`no check named ${name}; there are: ${Object.keys(STEPS).join(", ")}`);
    process.exit(2);
  }

const results = [];
for (const [name, [command, args]] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n--- ${name}`);
  const start = performance.now();
  const { status, signal, end } = await run(command, args);
  results.push({ name, ok: status === 0, seconds: (performance.now() - start) / 1000, signal, end });
}

console.log("\n--- summary");
for (const { name, ok, seconds, signal } of results) {
  console.log(
    `${ok ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s${signal ? ` (${signal})` : ""}`,
  );
}
const failed = results.filter((result) => !result.ok);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
for (const { name, end } of failed) console.log(`\n--- ${name} ended with\n${end}`);
process.exit(failed.length === 0 ? 0 : 1);

/** Runs a command and shows what it prints; `end` is the last of it. */
async function run(command, args) {
  const env = process.stdout.isTTY ? { FORCE_COLOR: "1", ...process.env } : process.env;
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let end = "";
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      process[stream].write(text);
      end = (end + text).split("\n").slice(-LINES).join("\n");
    });
  }
  const [status, signal] = await once(child, "close");
  return { status, signal, end: end.trimEnd() };
}
