import { mkdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { encodingOf, encodeText } from "../../shared/config/formats/encoding.js";
import { ConfigUnwritableError } from "./usage-error.js";

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/**
 * Creates or replaces a config as a whole, readable by its owner only since it may contain secrets. A file that is there
 * keeps its mode, its encoding and its byte order mark; what a symbolic link points to is replaced, and the link stays.
 *
 * @throws {ConfigUnwritableError}
 */
export async function writeConfig(path: string, text: string): Promise<void> {
  let temporary: string | undefined;
  try {
    const target = await endOfLinks(path);
    await mkdir(dirname(target), { recursive: true });
    const mode = (await stat(target).catch(() => undefined))?.mode ?? 0o600;
    const before = await readFile(target).catch(() => undefined);
    temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, before === undefined ? text : encodeText(text, encodingOf(before)), {
      mode: mode & 0o777,
    });
    await rename(temporary, target);
  } catch (cause) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
    throw new ConfigUnwritableError(path, cause);
  }
}

/** The file that a path leads to, which need not exist. */
async function endOfLinks(path: string): Promise<string> {
  let end = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const next = await readlink(end).catch(() => undefined);
    if (next === undefined) return end;
    end = resolve(await realpath(dirname(end)), next);
  }
  // A circle of links: this fails and says so.
  return await realpath(path);
}
