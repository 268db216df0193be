import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { ensureBuilt, root } from "./built.js";

/** A folder of a stranger, with the packed package installed from its tarball. */
export interface Installed {
  readonly folder: string;
  /** Paths in the tarball, without `package/`. */
  readonly packed: readonly string[];
  remove(): Promise<void>;
}

/** Builds, packs and installs, with `extra` packages beside. `undefined`: the registry cannot be reached. */
export async function installPacked(extra: readonly string[]): Promise<Installed | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-package-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  await ensureBuilt();
  const { stdout } = await execa(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: root },
  );
  const [pack] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), '{ "name": "stranger", "private": true, "type": "module" }');
  const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`, ...extra];
  const installed = await execa("npm", install, { cwd: folder, reject: false, timeout: 240_000 });
  if (installed.failed) {
    await remove();
    if (/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ENOTCACHED/.test(installed.stderr))
      return undefined;
    throw installed;
  }
  return { folder, packed: pack.files.map((file) => file.path), remove };
}

/** Writes files (path → text) under `folder`. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
