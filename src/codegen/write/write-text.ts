import { rename, rm, writeFile } from "node:fs/promises";
import { WriteFailedError } from "./write-errors.js";

/** Creates or replaces a text file as a whole. @throws {WriteFailedError} */
export async function writeText(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new WriteFailedError(path, cause);
  }
}
