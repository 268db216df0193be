import { mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { replaceConfig } from "../../shared/config/edit/replace-config.js";
import { ConfigUnwritableError } from "./usage-error.js";

const FILES = { mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile, dirname, resolve };

/** Creates or replaces a config as `replaceConfig` does. @throws {ConfigUnwritableError} */
export async function writeConfig(path: string, text: string): Promise<void> {
  try {
    await replaceConfig(path, text, FILES, process.pid);
  } catch (cause) {
    throw new ConfigUnwritableError(path, cause);
  }
}
