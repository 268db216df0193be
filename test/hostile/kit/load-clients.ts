import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { sourceAliasesOf } from "../../support/source-aliases.js";

/** What a process saw that imported generated clients and called every tool. */
export interface Loaded {
  /** Globals that were not there before. */
  readonly globals: readonly string[];
  /** `server tool: why` of every call that failed. */
  readonly failures: readonly string[];
  readonly calls: number;
  /** `server validator: ms` of validators that took longer than they may. */
  readonly slow: readonly string[];
}

/** Bundles `out` on this checkout's runtime and runs it in a process of its own; its config is two folders above the bundle. */
export async function loadClients(root: string, out: string, bundle: string, plan: object): Promise<Loaded> {
  await build({
    entryPoints: { index: join(out, "index.ts") },
    outdir: bundle,
    entryNames: "x/[name]",
    chunkNames: "x/[name]-[hash]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
    alias: sourceAliasesOf(root),
    packages: "external",
  });
  const child = spawn(
    process.execPath,
    [join(root, "test/hostile/fixtures/call-everything.mjs"), join(bundle, "x/index.mjs")],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  child.stdin.end(JSON.stringify(plan));
  await once(child, "close");
  return JSON.parse(text) as Loaded;
}
