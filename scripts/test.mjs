// `npm test`: every check, one after the other, each with its time; all of them run even if one fails.
import { spawnSync } from "node:child_process";

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
  tests: ["npx", ["vitest", "run"]],
  package: npm("package:check"),
  examples: npm("examples:check"),
  corpus: npm("corpus"),
  "schema-suite": npm("schema-suite"),
  conformance: npm("conformance"),
  faults: npm("faults", "--short"),
  hostile: npm("hostile"),
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
  const { status, signal } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  results.push({ name, ok: status === 0, seconds: (performance.now() - start) / 1000, signal });
}

console.log("\n--- summary");
for (const { name, ok, seconds, signal } of results) {
  console.log(
    `${ok ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s${signal ? ` (${signal})` : ""}`,
  );
}
const failed = results.filter((result) => !result.ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
