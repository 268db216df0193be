import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { generateFromModel, type ServerModel } from "../../../src/codegen/index.js";
import { generate } from "../../../src/codegen/run/generate.js";
import { STAGING_NAME } from "../../../src/codegen/write/index.js";
import { runMain } from "../../codegen/cli/run-main.js";

/** What killing a run before, and in the middle of, each of its file-system steps left behind. */
export interface KillReport {
  readonly steps: number;
  readonly old: number;
  readonly new: number;
  /** Neither old nor new, and completed by the next run. */
  readonly repaired: number;
  /** States in which `check` fails and says first that a run was interrupted. */
  readonly named: number;
  readonly faults: readonly string[];
}

type Tree = Readonly<Record<string, string>>;

const weather = JSON.parse(
  readFileSync(join(rootOf(), "test/fixtures/models/weather.json"), "utf8"),
) as ServerModel;
const named = (key: string): ServerModel => ({ ...weather, key });
const BEFORE = texts([weather, named("gone"), named("tides")]);
const AFTER = texts([
  { ...weather, instructions: "Other.", tools: weather.tools.slice(0, 1) },
  named("new"),
  named("tides"),
]);

/** A run that is killed: what it finds, and what it writes. */
export type KilledRun = readonly [what: string, before: Tree, after: Tree];

/** From nothing, from other servers, and one that only removes. */
export const RUNS: readonly KilledRun[] = [
  ["into an empty folder", {}, AFTER],
  ["over what other servers gave", BEFORE, AFTER],
  ["that removes servers", BEFORE, texts([weather])],
];

/** One that changes, adds nothing and removes: few steps, for the tests of every day. */
export const SHORT_RUN: KilledRun = [
  "that changes one server and removes another",
  texts([weather, named("gone")]),
  texts([{ ...weather, instructions: "Other." }]),
];

/**
 * Writes `after` over `before` in a process of its own, killed at each step in turn, and looks what is there then.
 *
 * @param twice The process that repairs is killed at the same step, too, before the last one may finish.
 */
export async function killEverywhere(
  work: string,
  [, before, after]: KilledRun,
  twice: boolean,
): Promise<KillReport> {
  mkdirSync(work, { recursive: true });
  const writer = await builtWriter(work);
  const out = join(work, "out");
  const wanted = join(work, "after.json");
  writeFileSync(wanted, JSON.stringify(after));
  const run = (killAt?: number): string => {
    const env = { ...process.env, ...(killAt !== undefined && { FMCP_KILL_AT: String(killAt) }) };
    const preload = join(rootOf(), "test/hostile/fixtures/kill-at.cjs");
    return spawnSync(process.execPath, ["--require", preload, writer, out, wanted], {
      env,
    }).stdout.toString();
  };
  const reset = (): void => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    for (const [path, text] of Object.entries(before)) {
      mkdirSync(join(out, path, ".."), { recursive: true });
      writeFileSync(join(out, path), text);
    }
  };
  reset();
  const steps = Number(run());
  const report = { steps, old: 0, new: 0, repaired: 0, named: 0, faults: [] as string[] };
  if (!same(treeOf(out), after)) report.faults.push("a run that is not killed does not write what it should");
  for (let step = 0; step < steps; step++) {
    reset();
    run(step);
    const state = stateOf(treeOf(out), before, after);
    report[state === "mixed" ? "repaired" : state]++;
    const interrupted = existsSync(join(out, STAGING_NAME));
    if (interrupted) report.named++;
    if ((interrupted || state === "mixed") && !(await isNamed(work)))
      report.faults.push(`step ${step}: check does not name the interrupted run first`);
    const copy = join(work, "copy");
    rmSync(copy, { recursive: true, force: true });
    cpSync(out, copy, { recursive: true });
    if (twice) run(step);
    run();
    if (!same(treeOf(out), after) || existsSync(join(out, STAGING_NAME)))
      report.faults.push(`step ${step}: the next run leaves ${describe(treeOf(out), after)}`);
    // one that asks no server makes of it what the lock says
    if (existsSync(join(copy, "mcp.lock.json"))) {
      const { isRepair } = await generate({ entries: [], offline: true, out: copy, format: false });
      if (isRepair !== interrupted)
        report.faults.push(`step ${step}: generate --offline does not say that it repaired`);
      const offline = stateOf(treeOf(copy), before, after);
      if (offline === "mixed" || existsSync(join(copy, STAGING_NAME)))
        report.faults.push(`step ${step}: generate --offline leaves ${describe(treeOf(copy), after)}`);
    }
  }
  return report;
}

/** Whether `check` fails, and its first line says that a run was interrupted; a while after, as a person would run it. */
async function isNamed(work: string): Promise<boolean> {
  const before = new Date(Date.now() - 10_000);
  utimesSync(join(work, "out", STAGING_NAME), before, before);
  const { exitCode, stderr } = await runMain(["check", "-o", "out"], work);
  const [first = ""] = stderr.split("\n");
  return exitCode !== 0 && first.includes("A run was interrupted") && !stderr.includes("edited");
}

function texts(models: readonly ServerModel[]): Tree {
  const { files, lock } = generateFromModel(models, { format: false });
  return { ...Object.fromEntries(files), "mcp.lock.json": lock };
}

/** The files of a folder without the staging folder. */
function treeOf(folder: string): Tree {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith(STAGING_NAME) && statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

function stateOf(tree: Tree, before: Tree, after: Tree): "old" | "new" | "mixed" {
  return same(tree, before) ? "old" : same(tree, after) ? "new" : "mixed";
}

function same(a: Tree, b: Tree): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}

function describe(tree: Tree, want: Tree): string {
  const paths = [...new Set([...Object.keys(tree), ...Object.keys(want)])];
  return paths.filter((path) => tree[path] !== want[path]).join(", ") || "a staging folder";
}

async function builtWriter(folder: string): Promise<string> {
  const outfile = join(folder, "writer.mjs");
  await build({
    entryPoints: [join(rootOf(), "test/hostile/fixtures/writer.ts")],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  return outfile;
}

function rootOf(): string {
  let folder = fileURLToPath(new URL(".", import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = join(folder, "..");
  return folder;
}
