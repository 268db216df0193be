import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

/** Root of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
/** The command as users get it. */
export const bin = join(root, "bin/fmcp-codegen.js");

/** Builds `dist` if a source is newer, once for all test files that run at the same time. */
export async function ensureBuilt(): Promise<void> {
  const lock = join(root, "node_modules/.fmcp-build-lock");
  while (
    !(await mkdir(lock).then(
      () => true,
      () => false,
    ))
  ) {
    // left behind by a run that was killed
    if (Date.now() - (await modified(lock)) > 120_000) await rm(lock, { recursive: true, force: true });
    await sleep(100);
  }
  try {
    const built = Math.min(
      await modified(join(root, "dist/codegen/cli/main.js")),
      await modified(join(root, "dist/runtime/index.d.ts")),
    );
    if ((await newest(join(root, "src"))) < built) return;
    await execa("node", [join(root, "scripts/build.mjs")], { cwd: root });
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = entries
    .filter((entry) => entry.isFile())
    .map((entry) => modified(join(entry.parentPath, entry.name)));
  return Math.max(...(await Promise.all(times)));
}

async function modified(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
