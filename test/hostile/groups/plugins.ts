import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { INJECTIONS } from "../inputs/injections.js";
import type { Findings } from "../kit/findings.js";
import { Generated } from "../kit/generated.js";

const GROUP = "plugins of a formatter";

type Change = (text: string, path: string) => string;

/** What each plugin injects into each file: while it is formatted, and as it stands on the disk under a lock that vouches for it. */
export async function plugins(root: string, work: string, findings: Findings): Promise<void> {
  const change = globalThis as { hostileChange?: Change };
  const unchanged: Change = (text) => text;
  change.hostileChange = unchanged;
  const standing = await projectWithPlugin(root, work).write();
  const paths = [...standing.texts.keys()].filter((path) => path.endsWith(".ts"));
  const sealed = projectWithPlugin(root, work);
  await sealed.write();
  for (const [number, [what, inject, removes]] of INJECTIONS.entries()) {
    const places = paths.filter(
      (path) => inject(standing.texts.get(path) ?? "") !== standing.texts.get(path),
    );
    // another file for each; all of them take minutes
    const path = places[number % places.length];
    findings.tried(GROUP, 2);
    const fault = (problem: string): void =>
      findings.fault(GROUP, "injections", `${what} in ${String(path)}: ${problem}`);
    if (path === undefined) {
      fault("there is no place for it");
      continue;
    }
    if (removes === undefined) {
      change.hostileChange = (each, file) => (file.endsWith(`/mcp/${path}`) ? inject(each) : each);
      await whileFormatted(projectWithPlugin(root, work), fault);
      change.hostileChange = unchanged;
    }
    await onTheDisk(sealed, path, inject(sealed.read(path)), removes !== undefined, fault);
  }
  sealed.remove();
}

function projectWithPlugin(root: string, work: string): Generated {
  const project = new Generated(root, join(work, "plugins"));
  const plugin = join(root, "test/hostile/fixtures/injecting-plugin.mjs");
  writeFileSync(join(project.folder, ".prettierrc.json"), JSON.stringify({ plugins: [plugin] }));
  return project;
}

/** The run fails by name, and nothing is written. */
async function whileFormatted(project: Generated, fault: (what: string) => void): Promise<void> {
  const code = await project.write().then(
    () => "written",
    (error: unknown) => (error as { readonly code?: string }).code,
  );
  if (code !== "FORMAT_FAILED") fault(String(code));
  if (existsSync(project.out)) fault("the folder was made");
  project.remove();
}

/** `check` names it, and the next run puts our own text in its place. */
async function onTheDisk(
  project: Generated,
  path: string,
  injected: string,
  removes: boolean,
  fault: (what: string) => void,
): Promise<void> {
  const ours = project.read(path);
  const lock = project.read("mcp.lock.json");
  project.forge(path, injected);
  if ((await project.check(removes)).fresh) fault(`check takes it${removes ? ", --full" : ""}`);
  if (!removes) {
    await project.write();
    if (project.read(path) !== ours) fault("the next run leaves it");
    if (project.read("mcp.lock.json") !== lock) fault("the next run leaves the lock");
  }
  writeFileSync(join(project.out, path), ours);
  writeFileSync(join(project.out, "mcp.lock.json"), lock);
}
