import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes a folder that only this user can read, and that is removed when the process ends. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-codegen-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
