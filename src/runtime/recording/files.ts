import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A longer line is skipped, so that no file can fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Path of a file within a folder of recordings. */
export function pathIn(folder: string, ...names: readonly string[]): string {
  return join(folder, ...names);
}

/** Yields the lines of a file from a byte offset on; `undefined` for a line that is too long. A missing file has no lines. */
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

/** Returns the size in bytes, and whether the last line is incomplete, as after a crash. */
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

/** Appends a text in a single write, so that several processes may append whole lines to the same file. */
export async function append(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, text);
}

/** Stores bytes in a file named by their SHA-256 in `folder`; returns that name. */
export async function keepBytes(folder: string, bytes: Uint8Array): Promise<string> {
  const name = createHash("sha256").update(bytes).digest("hex");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return name;
}

/** Reads the bytes of a file; `undefined` if it does not exist. */
export function bytesOf(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(() => undefined);
}

/** Returns the sorted names in a folder; empty if it does not exist. */
export async function namesIn(folder: string, kind: "file" | "folder"): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const wanted = found.filter((each) => (kind === "folder" ? each.isDirectory() : each.isFile()));
  return wanted.map(({ name }) => name).sort();
}
