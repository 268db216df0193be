import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bundles worker.ts for one test; what it returns runs it in a new process. */
export async function bundledWorker(): Promise<
  (order: object) => Promise<{ events: string[]; failures: string[] }>
> {
  const outdir = here(`../../../../.scratch/auth-worker-${process.pid}/`);
  onTestFinished(() => rm(outdir, { recursive: true }));
  await build({
    entryPoints: [here("worker.ts")],
    outdir,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
    outExtension: { ".js": ".mjs" },
  });
  return async (order) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`${outdir}worker.mjs`, JSON.stringify(order)],
      { maxBuffer: 1 << 20 },
    );
    return JSON.parse(stdout) as { events: string[]; failures: string[] };
  };
}
