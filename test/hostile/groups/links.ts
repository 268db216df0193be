import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutFolder, writeFiles } from "../../../src/codegen/write/index.js";
import { FmcpError } from "../../../src/shared/errors/fmcp-error.js";
import type { Findings } from "../kit/findings.js";
import { Generated } from "../kit/generated.js";
import { beforeStep } from "../kit/steps.js";
import { changedIn, treeOf } from "../kit/tree.js";

const GROUP = "links swapped";

/** What is swapped for a link out of the folder, below the project. */
const TARGETS = [
  "mcp",
  "mcp/weather",
  "mcp/tides",
  "mcp/.fmcp-staging",
  "mcp/weather/client.ts",
  "mcp/index.ts",
  "mcp/mcp.lock.json",
] as const;

/**
 * A folder or a file of ours is swapped for a link before each step of a run: nothing is written behind it. Short: one of them before
 * each step, in turn.
 */
export async function links(root: string, work: string, findings: Findings, short: boolean): Promise<void> {
  const project = new Generated(root, join(work, "links"));
  const { texts } = await project.write();
  const after = new Map([...texts].map(([path, text]) => [path, `${text}// new\n`]));
  after.set("tides/client.ts", "// new\n");
  const outside = join(project.folder, "outside");
  const reset = (): void => {
    for (const name of ["mcp", "moved", "outside"])
      rmSync(join(project.folder, name), { recursive: true, force: true });
    for (const [path, text] of texts) {
      mkdirSync(join(project.out, path, ".."), { recursive: true });
      writeFileSync(join(project.out, path), text);
    }
    mkdirSync(join(outside, "weather"), { recursive: true });
    for (const name of ["client.ts", "index.ts", "mcp.lock.json", "weather/client.ts"])
      writeFileSync(join(outside, name), "untouched");
  };
  reset();
  const steps = await beforeStep(-1, reset, () => writeFiles(new OutFolder(project.out), after));
  if (steps < 50) findings.fault(GROUP, "other", `a run has ${steps} steps only`);
  for (const [number, target] of TARGETS.entries()) {
    for (let step = short ? number : 0; step < steps; step += short ? TARGETS.length : 1) {
      reset();
      const before = treeOf(outside);
      const out = new OutFolder(project.out);
      let thrown: unknown;
      await beforeStep(
        step,
        () => swap(project.folder, target),
        () => writeFiles(out, after).catch((error: unknown) => (thrown = error)),
      );
      findings.tried(GROUP);
      const where = `${target} before step ${step}`;
      for (const path of changedIn(before, treeOf(outside)))
        findings.fault(GROUP, "escapes", `${where}: ${path}`);
      if (thrown !== undefined && !(thrown instanceof FmcpError))
        findings.fault(GROUP, "other", `${where}: ${String(thrown)}`);
    }
  }
  if (readFileSync(join(outside, "client.ts"), "utf8") !== "untouched")
    findings.fault(GROUP, "escapes", "a file outside was written");
  project.remove();
}

/** What was there is moved away, and a link out of the folder stands in its place. */
function swap(folder: string, target: string): void {
  const isFile = /\.(?:ts|json)$/.test(target);
  try {
    renameSync(join(folder, target), join(folder, "moved"));
  } catch {
    // not made yet
  }
  const name = target.slice(target.lastIndexOf("/") + 1);
  symlinkSync(isFile ? join(folder, "outside", name) : join(folder, "outside"), join(folder, target));
}
