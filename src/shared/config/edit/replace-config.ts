import { encodingOf, encodeText } from "../formats/encoding.js";

/** The functions of Node that {@link replaceConfig} uses. */
export interface WritingFiles {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  readFile(path: string): Promise<Uint8Array>;
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
  stat(path: string): Promise<{ readonly mode: number }>;
  writeFile(path: string, content: string | Uint8Array, options: { readonly mode: number }): Promise<void>;
  dirname(path: string): string;
  resolve(...paths: string[]): string;
}

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/**
 * Creates or replaces a config as a whole: a reader sees the old file or the new one. It may contain secrets, so a new file is
 * for its owner only. A file that is there keeps its mode, its encoding and its byte order mark; what a symbolic link points to
 * is replaced, and the link stays.
 *
 * @param mark tells the temporary files of several writers apart
 * @throws what Node throws; then nothing was replaced
 */
export async function replaceConfig(
  path: string,
  text: string,
  files: WritingFiles,
  mark: string | number,
): Promise<void> {
  const target = await endOfLinks(path, files);
  const temporary = `${target}.${mark}.tmp`;
  try {
    await files.mkdir(files.dirname(target), { recursive: true });
    const mode = (await files.stat(target).catch(() => undefined))?.mode ?? 0o600;
    const before = await files.readFile(target).catch(() => undefined);
    const content = before === undefined ? text : encodeText(text, encodingOf(before));
    await files.writeFile(temporary, content, { mode: mode & 0o777 });
    await files.rename(temporary, target);
  } catch (cause) {
    await files.rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** The file that a path leads to, which need not exist. */
async function endOfLinks(
  path: string,
  { readlink, realpath, dirname, resolve }: WritingFiles,
): Promise<string> {
  let end = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const next = await readlink(end).catch(() => undefined);
    if (next === undefined) return end;
    end = resolve(await realpath(dirname(end)), next);
  }
  // A circle of links: this fails and says so.
  return await realpath(path);
}
