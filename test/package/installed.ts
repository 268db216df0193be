import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { root } from "../../scripts/bundle.mjs";
import { PACKAGES } from "../../scripts/entry-points.mjs";

/** A folder of a user, with both packages installed from their tarballs. */
export interface Installed {
  readonly folder: string;
  /** Paths in each tarball, without `package/`, by the name of the package. */
  readonly packed: Readonly<Record<string, readonly string[]>>;
  remove(): Promise<void>;
}

/** What lies in the repository, packed or not. */
const STAGED = [
  "package.json",
  "README.md",
  "LICENSE",
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "bin",
  "docs",
  "schema",
  "templates",
  "scripts",
  "src/shared",
  "src/runtime",
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
    await cp(join(root, path), join(staged, path), {
      recursive: true,
      filter: (from) => !/dist(\.new)?$/.test(from),
    }).catch(ignoreMissing);
  const built = join(folder, "built");
  await execa("node", ["scripts/build.mjs", built], { cwd: root });
  for (const [name, row] of Object.entries(PACKAGES))
    await rename(join(built, name), join(staged, row.folder, "dist"));
  const { stdout } = await execa(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, ".", "./src/runtime"],
    { cwd: staged },
  );
  const packs = JSON.parse(stdout) as { name: string; filename: string; files: { path: string }[] }[];
  await writeFile(join(folder, "package.json"), '{ "name": "stranger", "private": true, "type": "module" }');
  const install = ["install", "--no-audit", "--no-fund", "--prefer-offline"];
  install.push(...packs.map(({ filename }) => `./${filename}`), ...extra);
  const installed = await execa("npm", install, { cwd: folder, reject: false, timeout: 240_000 });
  if (installed.failed) {
    await remove();
    if (UNREACHABLE.test(installed.stderr)) return undefined;
    throw installed;
  }
  const packed = Object.fromEntries(packs.map(({ name, files }) => [name, files.map(({ path }) => path)]));
  return { folder, packed, remove };
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
