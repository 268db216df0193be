import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { root } from "../../scripts/bundle.mjs";

/** A folder of a stranger, with the packed package installed from its tarball. */
export interface Installed {
  readonly folder: string;
  /** Paths in the tarball, without `package/`. */
  readonly packed: readonly string[];
  remove(): Promise<void>;
}

/** What lies in the repository, packed or not. */
const STAGED = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "bin",
  "templates",
  "scripts",
  "src/shared",
  "tsconfig.json",
];

/** What npm says, after tries of its own, where a registry does not answer. */
const UNREACHABLE =
  /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED|ERR_SOCKET_TIMEOUT|npm error code E(429|50\d)/;

/** Builds, packs and installs, with `extra` packages beside. `undefined`: the registry cannot be reached. */
export async function installPacked(extra: readonly string[]): Promise<Installed | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-package-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const staged = join(folder, "staged");
  for (const path of STAGED)
    await cp(join(root, path), join(staged, path), { recursive: true }).catch(ignoreMissing);
  await execa("node", ["scripts/build.mjs", join(staged, "dist")], { cwd: root });
  const { stdout } = await execa(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: staged },
  );
  const [pack] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), '{ "name": "stranger", "private": true, "type": "module" }');
  const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`, ...extra];
  const installed = await execa("npm", install, { cwd: folder, reject: false, timeout: 240_000 });
  if (installed.failed) {
    await remove();
    if (UNREACHABLE.test(installed.stderr)) return undefined;
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

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
