// `npm run readme`: publishes both packages to a registry of its own, then follows the README in an empty folder, block by block, on
// each Node that is supported. `--short` follows it on the Node that runs this.
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../scripts/bundle.mjs";
import { stepsOf } from "./blocks.mjs";
import { startRegistry } from "./registry.mjs";

const NODES = process.argv.includes("--short") ? [undefined] : ["20", "22", "24"];

const folder = await mkdtemp(join(tmpdir(), "fmcp-readme-"));
const registry = await startRegistry(folder);
let failures = 0;
try {
  const steps = stepsOf(await readFile(join(root, "README.md"), "utf8"));
  for (const version of NODES) {
    const bin = version === undefined ? dirname(process.execPath) : binOf(version);
    const label = spawnSync(join(bin, "node"), ["-v"], { encoding: "utf8" }).stdout.trim();
    const failure = await follow(steps, join(folder, `project-${label}`), bin);
    console.log(`${failure === undefined ? "ok    " : "FAILED"} Node.js ${label}: ${steps.length} blocks`);
    if (failure !== undefined) console.log(failure);
    failures += failure === undefined ? 0 : 1;
  }
} finally {
  registry.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(failures === 0 ? 0 : 1);

/** Follows the steps in a new folder. Returns what went wrong. */
async function follow(steps, project, bin) {
  await mkdir(project);
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, "cache"),
    NO_UPDATE_NOTIFIER: "1",
  };
  for (const step of steps) {
    if (step.kind === "file") {
      await mkdir(dirname(join(project, step.path)), { recursive: true });
      await writeFile(join(project, step.path), step.text);
      continue;
    }
    let printed = "";
    for (const command of step.commands) {
      const { status, stdout, stderr } = spawnSync(command, {
        cwd: project,
        env,
        shell: true,
        encoding: "utf8",
      });
      if (status !== 0) return `\`${command}\` ended with ${status}:\n${stdout}${stderr}`;
      printed = stdout;
    }
    if (step.prints !== undefined && printed !== step.prints)
      return `\`${step.commands.at(-1)}\` printed\n${printed}and the README says\n${step.prints}`;
  }
  return undefined;
}

/** The folder of a Node from npm. */
function binOf(version) {
  const { stdout, stderr } = spawnSync(
    "npx",
    ["-y", "--prefer-offline", "-p", `node@${version}`, "node", "-p", "process.execPath"],
    { encoding: "utf8" },
  );
  if (stdout.trim() === "") throw new Error(`node@${version} could not be fetched:\n${stderr}`);
  return dirname(stdout.trim());
}
