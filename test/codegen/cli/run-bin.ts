import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";
import { vi } from "vitest";
import { useBuiltBin } from "../../package/built.js";

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

/** The real command, for the tests of one file. */
export interface Bin {
  /** Starts it in `folder`. */
  start(folder: string, args: readonly string[], options?: Options): ReturnType<typeof startBin>;
  /** Runs it to its end. */
  run(folder: string, args: readonly string[], options?: Options): Promise<Ran>;
}

export function useBin(): Bin {
  // a test starts the command several times, and the command its servers: on a busy machine that takes a while
  vi.setConfig({ testTimeout: 120_000 });
  const path = useBuiltBin();
  return {
    start: (folder, args, options) => startBin(path(), folder, args, options),
    async run(folder, args, options) {
      const { exitCode, stdout, stderr } = await startBin(path(), folder, args, options);
      return { exitCode, stdout: String(stdout), stderr: String(stderr) };
    },
  };
}

function startBin(bin: string, folder: string, args: readonly string[], options: Options = {}) {
  return execa("node", [bin, ...confirmed(args)], {
    reject: false,
    stdin: "ignore",
    // a server that does not want to go takes its time
    forceKillAfterDelay: false,
    ...options,
    cwd: folder,
    env: { ...PLAIN, ...options.env },
  });
}

const ASKING = new Set([
  ...[
    "generate",
    "check",
    "diff",
    "watch",
    "list",
    "ping",
    "read",
    "prompt",
    "complete",
    "call",
    "record",
    "serve",
  ],
]);
const OTHERS = new Set([
  "init",
  "add",
  "remove",
  "docs",
  "learn",
  "lint",
  "mock",
  "login",
  "logout",
  "auth",
  "help",
]);

/** The arguments with `--yes`, where the command takes it: the configs of these tests are their own. `--no-yes` takes it out. */
export function confirmed(args: readonly string[]): readonly string[] {
  const [first = ""] = args;
  if (args.includes("--no-yes")) return args.filter((arg) => arg !== "--no-yes");
  if (OTHERS.has(first)) return args;
  return ASKING.has(first) ? [first, "--yes", ...args.slice(1)] : ["--yes", ...args];
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
