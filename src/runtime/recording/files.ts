import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A longer line is skipped, so that no file can fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/** Path of a file within a folder of recordings. */
export function pathIn(folder: string, ...names: readonly string[]): string {
  return join(folder, ...names);
}

/** Where a line is in its file, in bytes, without its line break. */
export interface Span {
  readonly from: number;
  readonly bytes: number;
}

/** A line of a file; without its text if it is too long. */
export interface Line extends Span {
  readonly text: string | undefined;
}

/** Yields the lines of a file from a byte offset on. A missing file has no lines. */
export async function* linesOf(path: string, from = 0): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let span: Span = { from, bytes: 0 };
  const keep = (part: Buffer): void => {
    span = { from: span.from, bytes: span.bytes + part.length };
    if (span.bytes > LONGEST_LINE) parts = [];
    else parts.push(part);
  };
  const line = (): Line => {
    const text = span.bytes > LONGEST_LINE ? undefined : Buffer.concat(parts).toString("utf8");
    const ended = { ...span, text };
    parts = [];
    span = { from: span.from + span.bytes + 1, bytes: 0 };
    return ended;
  };
  try {
    for await (const chunk of createReadStream(path, { start: from }) as AsyncIterable<Buffer>) {
      let at = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, at)) {
        keep(chunk.subarray(at, end));
        yield line();
        at = end + 1;
      }
      if (at < chunk.length) keep(chunk.subarray(at));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (span.bytes > 0) yield line();
}

/** Reads one line again. */
export async function textAt(path: string, { from, bytes }: Span): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Returns the size in bytes, and whether the last line is incomplete, as after a crash. */
export async function endOf(path: string): Promise<{ readonly bytes: number; readonly torn: boolean }> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0) return { bytes: 0, torn: false };
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return { bytes: size, torn: buffer[0] !== LINE_FEED };
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
