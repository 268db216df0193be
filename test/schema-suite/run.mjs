#!/usr/bin/env node
// Judges the emitted validators (and types, where their adapter is) by the official JSON Schema test suite and by hand-made tool schemas.
// The bench is a folder beside the repository; FMCP_SCHEMA_BENCH names another one. Exit code 1: a required test fails.
// Usage: node test/schema-suite/run.mjs [--failures] [--only zod|types] [--speed]   (--speed: only how fast validators are emitted and run)
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildSuite } from "./build.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const bench = path.resolve(process.env["FMCP_SCHEMA_BENCH"] ?? path.join(here, "../../../shared/bench"));
const argv = process.argv.slice(2);
const only = argv.includes("--only") ? argv[argv.indexOf("--only") + 1] : undefined;
const failures = argv.includes("--failures") ? ["--failures"] : [];

if (!existsSync(path.join(bench, "suite-zod.mjs"))) {
  console.error(`No schema bench in ${bench}. Set FMCP_SCHEMA_BENCH to the folder that holds suite-zod.mjs.`);
  process.exit(2);
}

const runs = [
  {
    of: "zod",
    title: "validators, required and realistic",
    script: "suite-zod.mjs",
    args: ["--extra", path.join(bench, "fixtures/realistic.mjs"), "--expect-full"],
  },
  { of: "zod", title: "validators, optional", script: "suite-zod.mjs", args: ["--sections", "optional"] },
  {
    of: "zod",
    title: "validators, optional, formats asserted",
    script: "suite-zod.mjs",
    args: ["--sections", "optional", "--file", "content,format-assertion", "--formats"],
  },
  {
    of: "zod",
    title: "validators, formats asserted",
    script: "suite-zod.mjs",
    args: ["--sections", "format"],
  },
  {
    of: "types",
    title: "types, required and realistic",
    script: "suite-types.mjs",
    args: ["--extra", path.join(bench, "fixtures/realistic.mjs"), "--expect-sound"],
  },
];

const built = await buildSuite();
if (argv.includes("--speed"))
  process.exit(
    spawnSync(process.execPath, [path.join(built, "speed.mjs")], { stdio: "inherit" }).status ?? 1,
  );
const env = { ...process.env, FMCP_SCHEMA_SUITE_BUILD: built };
let failed = false;
for (const { of, title, script, args } of runs) {
  const adapter = path.join(here, `${of}.adapter.mjs`);
  if ((only !== undefined && only !== of) || !existsSync(adapter)) continue;
  console.log(`\n${title}`);
  const { status } = spawnSync(process.execPath, [path.join(bench, script), adapter, ...args, ...failures], {
    stdio: "inherit",
    env,
  });
  failed ||= args.some((arg) => arg.startsWith("--expect")) && status !== 0;
}
process.exitCode = failed ? 1 : 0;
