import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A longer line is skipped, so that no file fills the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Path of a file within a folder of recordings. */
export function pathIn(folder: string, ...names: readonly string[]): string {
  return join(folder, ...names);
}

/** Lines of a file from a byte on, one by one, `undefined` for one that is too long to keep. A file that does not exist has none. */
export async function* linesOf(path: string, from = 0): AsyncGenerator<string | undefined> {
  let begun = "";
  let skipping = false;
  try {
    for await (const chunk of createReadStream(path, {
      encoding: "utf8",
      start: from,
    }) as AsyncIterable<string>) {
      const [first = "", ...others] = chunk.split("\n");
      begun = skipping ? "" : begun + first;
      if (begun.length > LONGEST_LINE) [begun, skipping] = ["", true];
      for (const next of others) {
        yield skipping ? undefined : begun;
        [begun, skipping] = [next, false];
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (skipping) yield undefined;
  else if (begun !== "") yield begun;
}

/** Size in bytes, and whether the last line has no end, as after a crash. */
export async function endOf(path: string): Promise<{ readonly bytes: number; readonly torn: boolean }> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0) return { bytes: 0, torn: false };
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return { bytes: size, torn: buffer[0] !== 0x0a };
  } finally {
    await file.close();
  }
}

/** Appends a text by a single write, so that several processes may append whole lines to the same file. */
export async function append(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, text);
}

/** Keeps bytes in a file named by their SHA-256 in `folder`; returns that name. */
export async function keepBytes(folder: string, bytes: Uint8Array): Promise<string> {
  const name = createHash("sha256").update(bytes).digest("hex");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return name;
}

/** The bytes of a file; `undefined`: there is none. */
export function bytesOf(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(() => undefined);
}

/** Names in a folder, sorted; none where there is no folder. */
export async function namesIn(folder: string, kind: "file" | "folder"): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const wanted = found.filter((each) => (kind === "folder" ? each.isDirectory() : each.isFile()));
  return wanted.map(({ name }) => name).sort();
}
