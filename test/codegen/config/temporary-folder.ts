import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { neededPackages } from "../../../src/codegen/config/needed-packages.js";

/** Whether packages that lie around the temporary folders of this machine would be found from within them. */
export const PACKAGES_ABOVE = neededPackages(tmpdir()).length < 2;

/** A folder with these files (path → text), removed after the test. The `.git` folder ends every search upwards. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "fmcp-config-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, ".git"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
