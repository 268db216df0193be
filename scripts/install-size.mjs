// Compares what an app installs for its generated clients with what it would install for the bare SDK: packages and
// megabytes.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./bundle.mjs";
import { PACKAGES } from "./entry-points.mjs";

const npm = (cwd, ...args) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });

/** Returns the number of packages and bytes that `npm install` puts into a folder. */
async function installed(folder, packages) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  npm(folder, "install", "--omit=dev", ...packages);
  const lock = JSON.parse(await readFile(join(folder, "node_modules/.package-lock.json"), "utf8"));
  return { packages: Object.keys(lock.packages).length, bytes: await sizeOf(join(folder, "node_modules")) };
}

async function sizeOf(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

/** Makes both installs and returns the ratio of their sizes. */
export async function installSize() {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-install-"));
  try {
    const pack = npm(join(root, PACKAGES.runtime.folder), "pack", "--json", "--pack-destination", folder);
    const [{ filename }] = JSON.parse(pack);
    const ours = await installed(join(folder, "ours"), [join(folder, filename), "zod"]);
    const sdk = await installed(join(folder, "sdk"), ["@modelcontextprotocol/client", "zod"]);
    return { ours, sdk, ratio: ours.bytes / sdk.bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
