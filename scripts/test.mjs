// `npm test`: runs every check and prints how long each took; all of them run even if one fails. Checks that only read the sources run
// two at a time, the others alone. The last lines of failed checks are printed again at the end, since often only the end of a long
// log is shown.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** How many lines of a failed check are printed again. */
const LINES = 20;

const npm = (script, ...args) => [
  "npm",
  ["run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])],
];
const BUILD = { build: npm("build") };
/** Each of these reads the sources, writes nothing, and uses one core. */
const READING = {
  types: npm("types"),
  lint: npm("lint"),
  format: npm("format:check"),
  unused: npm("unused"),
  layers: npm("layers"),
  prose: npm("prose"),
  measures: ["node", ["scripts/measures.mjs", "--strict"]],
  commits: ["node", ["scripts/commit-subjects.mjs", "HEAD"]],
};
const RUNNING = {
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
};

const wanted = process.argv.slice(2);
const all = { ...BUILD, ...READING, ...RUNNING };
for (const name of wanted)
  if (!(name in all)) {
    console.error(`no check named ${name}; there are: ${Object.keys(all).join(", ")}`);
    process.exit(2);
  }

const results = [];
await runAll(BUILD, 1);
await runAll(READING, 2);
await runAll(RUNNING, 1);

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

/** Runs checks, `lanes` at a time. */
async function runAll(steps, lanes) {
  const open = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const lane = async () => {
    for (let step = open.shift(); step !== undefined; step = open.shift()) await runOne(...step, lanes > 1);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Runs a check and shows its output: immediately, or after its end if checks run in parallel. */
async function runOne(name, [command, args], atTheEnd) {
  if (!atTheEnd) console.log(`\n--- ${name}`);
  const start = performance.now();
  const env = process.stdout.isTTY ? { FORCE_COLOR: "1", ...process.env } : process.env;
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  let end = "";
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      if (atTheEnd) said.push(text);
      else process[stream].write(text);
      end = (end + text).split("\n").slice(-LINES).join("\n");
    });
  }
  const [status, signal] = await once(child, "close");
  if (atTheEnd) console.log(`\n--- ${name}\n${said.join("")}`);
  const seconds = (performance.now() - start) / 1000;
  results.push({ name, ok: status === 0, seconds, signal, end: end.trimEnd() });
}
