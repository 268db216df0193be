import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { killEverywhere, RUNS } from "./kit/kills.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, ".cache/hostile/kills-work");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const rows: string[] = [];
const faults: string[] = [];
for (const run of RUNS) {
  const report = await killEverywhere(work, run, true);
  const { steps, old, new: complete, repaired, named } = report;
  rows.push(`| ${[run[0], steps, old, complete, repaired, named, report.faults.length].join(" | ")} |`);
  faults.push(...report.faults.map((fault) => `${run[0]}: ${fault}`));
  console.log(rows.at(-1));
}
for (const fault of faults) console.error(fault);
if (faults.length === 0)
  writeFileSync(
    join(root, "docs/kills.md"),
    `# Runs that are killed

\`npm run kills\` kills a run of \`generate\` before, and in the middle of, each step on the file system, kills the run that repairs
it at the same step, too, and then lets one finish. Where a run was interrupted, \`check\` fails and says so first, whatever state the
files are in; a state that is neither the old nor the new one is completed by the next run, \`generate --offline\` included. A fault
would be a state that is not. Before the first mark of a run and after its last, nothing tells that it was killed, nor has to.

| a run                        | steps | old state | new state | completed by the next run | named by \`check\` | faults |
| ---------------------------- | ----- | --------- | --------- | ------------------------- | ---------------- | ------ |
${rows.join("\n")}
`,
  );
process.exit(faults.length === 0 ? 0 : 1);
