import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigUnwritableError } from "./usage-error.js";

/**
 * Creates or replaces a config as a whole, readable by its owner only since it may contain secrets. @throws
 * {ConfigUnwritableError}
 */
export async function writeConfig(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const mode = (await stat(path).catch(() => undefined))?.mode ?? 0o600;
    await writeFile(temporary, text, { mode: mode & 0o777 });
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new ConfigUnwritableError(path, cause);
  }
}
