import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { buildModel } from "../../src/codegen/model/index.js";
import type { ServerModel } from "../../src/codegen/model/index.js";
import { render } from "../../src/codegen/run/generate-from-model.js";
import { compile, OUTPUT, writeProject } from "../corpus/compile.js";
import { hasCorpus, rawAnswers, readRecordings } from "../corpus/recordings.js";
import { costs } from "./costs.js";
import { PROVIDERS, refused, roundTrips } from "./provider-checks.js";
import { recordedTools } from "./recorded-tools.js";
import { failures, type ScenarioRow, scenarioRows, SCENARIO_TITLES, type TestRun } from "./scenario-table.js";
import { asker, SETS } from "./search-checks.js";
import { callFiles } from "./tree-calls.js";

/** One part of the page, and what is wrong in it. */
interface Part {
  readonly text: string;
  readonly faults: readonly string[];
}

/** What the runner measures with: the folder of the repository, the model and the clock of the benchmarks. */
export interface Means {
  readonly root: string;
  readonly model: ServerModel;
  readonly startCost: (code: string) => number;
}

/** Runs every check, and writes docs/agents-table.md where all of them pass. Resolves to the exit code. */
export async function run(means: Means): Promise<number> {
  const corpus = hasCorpus();
  if (!corpus) console.log("agents: no recordings of servers; set FMCP_CORPUS");
  const parts: Part[] = [];
  const add = async (part: Part | Promise<Part>): Promise<void> => {
    const { text, faults } = await part;
    parts.push({ text, faults });
    console.log(`${text}\n`);
    for (const fault of faults.slice(0, 20)) console.log(`FAILED ${fault}`);
  };
  await add(scenarios(means.root));
  if (corpus) {
    await add(providers());
    await add(searches());
    await add(trees());
  }
  await add(imports(means));
  const faults = parts.flatMap((part) => part.faults);
  if (corpus && faults.length === 0) await write(means.root, parts);
  console.log(`agents: ${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function scenarios(root: string): Part {
  const outputFile = join(root, ".cache/agents-scenarios.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const folder = "test/runtime/agents/adapters";
  spawnSync(process.execPath, [vitest, "run", folder, "--reporter=json", `--outputFile=${outputFile}`], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const rows = scenarioRows(JSON.parse(readFileSync(outputFile, "utf8")) as TestRun);
  return {
    text: `## Packages

Each package runs against a local server that speaks the provider's HTTP and plays a scripted model. “–”: the package knows no approvals.

${table(
  ["package", ...SCENARIO_TITLES.map(([title]) => title)],
  rows.map(({ sdk, cells }: ScenarioRow) => [sdk, ...cells.map((cell) => cell ?? "–")]),
)}`,
    faults: rows.length === 0 ? ["no test of an adapter ran"] : failures(rows),
  };
}

/** Objects of arguments that are sent through the schema of each tool. */
const ROUNDS = 2;

function providers(): Part {
  const tools = recordedTools();
  const faults: string[] = [];
  const rows = PROVIDERS.map(([name, profile, rules]) => {
    const refusals = refused(tools, profile, rules);
    const { checked, lost } = roundTrips(tools, profile, ROUNDS);
    faults.push(...refusals, ...lost);
    return [name, tools.length, refusals.length, checked, lost.length];
  });
  return {
    text: `## Providers

Every recorded tool, held against the rules that the provider's documentation states; random valid arguments, sent through its schema and back.

${table(["provider", "tools", "refused", "arguments", "lost"], rows)}`,
    faults,
  };
}

async function searches(): Promise<Part> {
  const tools = recordedTools();
  const ask = asker(tools);
  const rows: (string | number)[][] = [];
  for (const among of ["server", "all"] as const)
    for (const [set, queries] of SETS) {
      const { first, firstThree } = await ask(queries, among);
      const place =
        among === "all" ? `all ${tools.length} recorded tools` : "the tools of the server that is meant";
      rows.push([place, set, queries.length, first, firstThree]);
    }
  return {
    text: `## Search

Queries written from the titles of tools with other words (test/agents/queries.json; those written for the tuning in queries-of-tuning.json).

${table(["searched", "queries", "number", "right tool first", "among the first three"], rows)}`,
    faults: [],
  };
}

async function trees(): Promise<Part> {
  const models = [...readRecordings()].map(([name, recording]) => buildModel(rawAnswers(name, recording)));
  const { files, plan } = render(models, { config: "../mcp.json", targets: ["tree"] });
  const calls = plan.servers.map(callFiles);
  const all = new Map([
    ...files,
    ...calls.flatMap((each) => each.files.map(({ path, text }): [string, string] => [path, text])),
  ]);
  const errors = await compile(await writeProject(`${OUTPUT}/tree`, all, "nodenext"), "7");
  const tools = models.reduce((sum, model) => sum + model.tools.length, 0);
  const called = calls.reduce((sum, each) => sum + each.files.length, 0);
  return {
    text: `## Trees

The target \`tree\` of all recorded servers under every strict flag, and a call of each function with arguments that its schema accepts.

${table(
  ["servers", "tools", "calls", "no arguments found", "errors"],
  [
    [
      models.length,
      tools,
      called,
      calls.reduce((sum, { without }) => sum + without.length, 0),
      errors.length,
    ],
  ],
)}`,
    faults: errors,
  };
}

async function imports({ root, model, startCost }: Means): Promise<Part> {
  const rows = (await costs(root, model, startCost)).map(({ what, ms, bytes, gzipped }) => [
    what,
    `${ms.toFixed(0)} ms`,
    `${(bytes / 1000).toFixed(0)} kB`,
    `${(gzipped / 1000).toFixed(0)} kB`,
  ]);
  return {
    text: `## Costs

CPU of a fresh process above an empty one, on a shared machine; bytes of a minified bundle for browsers that are loaded at once.

${table(["what", "CPU", "bytes", "gzipped"], rows)}`,
    faults: [],
  };
}

async function write(root: string, parts: readonly Part[]): Promise<void> {
  const page = join(root, "docs/agents-table.md");
  const text = `# Agents in numbers

\`npm run agents\` writes this page. What the tools are for stands in [agents.md](agents.md).

${parts.map((part) => part.text).join("\n\n")}
`;
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
}
