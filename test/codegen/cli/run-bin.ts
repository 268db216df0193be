import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";
import { bin } from "../../package/built.js";

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url));

/** An entry of `mcpServers` that starts a program of `fixtures/`, its process id noted in `pids` of the working folder. */
export function serverEntry(name: string, folder: string, more: object = {}): object {
  return { command: "node", args: [fixture(name)], env: { PID_FILE: join(folder, "pids") }, ...more };
}

/** What one run of the command said. */
export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables by which a CI, a colour or a debugger of the machine would change what is said. */
const PLAIN = {
  CI: undefined,
  GITHUB_ACTIONS: undefined,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  NODE_OPTIONS: undefined,
};

/** Runs the real command in `folder`. */
export function startBin(folder: string, args: readonly string[], options: Options = {}) {
  return execa("node", [bin, ...args], {
    reject: false,
    stdin: "ignore",
    ...options,
    cwd: folder,
    env: { ...PLAIN, ...options.env },
  });
}

export async function runBin(folder: string, args: readonly string[], options: Options = {}): Promise<Ran> {
  const { exitCode, stdout, stderr } = await startBin(folder, args, options);
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** Process ids of the servers that ran in `folder`, and those of them that still do. */
export async function serversOf(
  folder: string,
): Promise<{ readonly started: number; readonly alive: readonly number[] }> {
  const text = await readFile(join(folder, "pids"), "utf8").catch(() => "");
  const pids = text.split("\n").filter(Boolean).map(Number);
  return { started: pids.length, alive: pids.filter(isAlive) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
