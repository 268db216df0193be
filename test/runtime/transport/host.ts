import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../..");
const folder = join(root, ".scratch", `host-${process.pid}`);
let count = 0;

/** How a program ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly stderr: string;
}

export interface Host {
  readonly child: ChildProcess;
  /** The first lines that it writes, when there are `count` of them. */
  lines(count: number): Promise<readonly string[]>;
  readonly ended: Promise<Ended>;
}

/** Runs `body` as a program of its own that has the transports: `import * as t` is written for it. */
export async function host(body: string): Promise<Host> {
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, `${++count}.ts`);
  const outdir = join(folder, String(count));
  writeFileSync(
    entry,
    `import * as t from ${JSON.stringify(join(root, "src/runtime/transport/index.ts"))};\n${body}`,
  );
  await build({
    entryPoints: [entry],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [join(outdir, `${count}.mjs`)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const linesOf = (): string[] => stdout.split("\n").filter((line) => line !== "");
  const ended = new Promise<Ended>((done) => {
    child.on("close", (code, signal) => done({ code, signal, lines: linesOf(), stderr }));
  });
  return {
    child,
    ended,
    lines: async (wanted) => {
      while (linesOf().length < wanted && child.exitCode === null)
        await new Promise((again) => setTimeout(again, 5));
      if (linesOf().length < wanted) throw new Error(`The program ended early: ${stderr}`);
      return linesOf();
    },
  };
}
